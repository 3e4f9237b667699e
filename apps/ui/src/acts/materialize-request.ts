import { formatSelection, type SelectionNode } from '@meterworks/assets';
import type { MaterializeRequest } from '@meterworks/runtime/commands';

/** What the dialog asks for one asset. */
export interface MaterializeWish {
  readonly asset: string;
  /** First and last partition or date; empty for no limit. */
  readonly from: string;
  readonly to: string;
  /** `needed`: what is not fresh. */
  readonly which: 'needed' | 'failed' | 'all';
  /** Also everything that is computed of it. */
  readonly downstream: boolean;
}

export function materializeRequestOf({ asset, from, to, which, downstream }: MaterializeWish): MaterializeRequest {
  return {
    selection: selectionOf(asset, downstream),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to, running: true }),
    ...(which === 'needed' ? {} : { state: which }),
  };
}

/** The selection that is one asset, whatever characters its key holds. */
function selectionOf(asset: string, downstream: boolean): string {
  const name: SelectionNode = { kind: 'name', attribute: 'key', pattern: [asset], text: asset, position: 0 };
  return formatSelection(downstream ? { kind: 'generations', up: 0, down: Number.POSITIVE_INFINITY, of: name } : name);
}
