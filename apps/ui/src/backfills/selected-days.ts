import { noPartition, parseSelection, resolveSelection, SelectionError } from '@meterworks/assets';
import type { AssetView } from '@meterworks/runtime/read';
import { lastOrdinal, readStrip, type Strip } from '../status/strip.ts';

/** What is wrong with a selection: the index of the sign, what stands there, and what may have been meant. */
export interface SelectionFault {
  readonly at: number;
  readonly found: string;
  readonly nearest: string | undefined;
}

export interface SelectedDays {
  /** Declared assets that are computed and that the selection means. */
  readonly assets: number;
  /** Of each day the worst status among them. */
  readonly strip: Strip;
  readonly fault: SelectionFault | undefined;
}

/** The days of a selection as one strip; the whole house where the selection is empty. Pure. */
export function selectedDays(assets: readonly AssetView[], selection: string): SelectedDays {
  const declared = assets.filter(({ active }) => active);
  try {
    const keys = selectedKeys(declared, selection);
    const chosen = declared.filter(({ key, external }) => keys.has(key) && !external);
    const strips = chosen.flatMap(({ grain, summary }) =>
      grain === 'day' && summary !== null ? [readStrip(summary)] : [],
    );
    return { assets: chosen.length, strip: worstOf(strips.filter(({ codes }) => codes.length > 0)), fault: undefined };
  } catch (error) {
    if (!(error instanceof SelectionError)) throw error;
    const { position: at, found, nearest } = error;
    return { assets: 0, strip: { first: 0, codes: new Uint8Array() }, fault: { at, found, nearest } };
  }
}

function selectedKeys(assets: readonly AssetView[], selection: string): ReadonlySet<string> {
  if (selection.trim() === '') return new Set(assets.map(({ key }) => key));
  const byKey = new Map(assets.map((asset) => [asset.key, asset]));
  const readers = new Map<string, string[]>();
  for (const { key, deps } of assets)
    for (const { asset } of deps) readers.set(asset, [...(readers.get(asset) ?? []), key]);
  return resolveSelection(parseSelection(selection), {
    keys: assets.map(({ key }) => key),
    tagsOf: (key) => byKey.get(key)?.tags ?? [],
    groupOf: (key) => byKey.get(key)?.group ?? undefined,
    upstream: (key) => (byKey.get(key)?.deps ?? []).map(({ asset }) => asset),
    downstream: (key) => readers.get(key) ?? [],
  }).assets;
}

/** Codes are ordered by how much they want to be looked at: the smallest of a day is the worst. */
function worstOf(strips: readonly Strip[]): Strip {
  if (strips.length === 0) return { first: 0, codes: new Uint8Array() };
  const first = Math.min(...strips.map((strip) => strip.first));
  const last = Math.max(...strips.map(lastOrdinal));
  const codes = new Uint8Array(last - first + 1).fill(noPartition);
  for (const strip of strips) {
    const offset = strip.first - first;
    strip.codes.forEach((code, i) => {
      if (code < (codes[offset + i] as number)) codes[offset + i] = code;
    });
  }
  return { first, codes };
}
