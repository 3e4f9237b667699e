import type { SeriesRange } from '../series/series-range.ts';
import { assetHref } from './asset-name.ts';

/** What of an asset's page is chosen; lives in the address. */
export interface AssetChoice {
  readonly range: SeriesRange;
  readonly partition: string | undefined;
}

export function assetChoiceHref(key: string, { range, partition }: AssetChoice): string {
  const query = new URLSearchParams({
    ...(range.kind === 'dates' ? { from: range.from, to: range.to } : {}),
    ...(range.kind === 'preset' ? { range: range.preset } : {}),
    ...(partition === undefined ? {} : { partition }),
  }).toString();
  return query === '' ? assetHref(key) : `${assetHref(key)}?${query}`;
}
