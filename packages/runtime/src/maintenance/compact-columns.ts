import { StateColumns } from '@meterworks/assets';

/**
 * The same record without rows at either end that say nothing, and without code versions and configurations that no row refers to.
 * Gives the columns themselves where there is nothing to leave out. Pure.
 */
export function compactColumns(columns: StateColumns): StateColumns {
  let from = 0;
  let to = columns.length - 1;
  while (from <= to && isEmpty(columns, from)) from++;
  while (to >= from && isEmpty(columns, to)) to--;
  const length = to - from + 1;
  const codes = used(columns.code, columns.codes.length, from, to);
  const configs = used(columns.config, columns.configs.length, from, to);
  if (length === columns.length && codes.length === columns.codes.length && configs.length === columns.configs.length)
    return columns;
  const { facets, deps, lazyDeps } = columns.layout;
  const compacted = new StateColumns(columns.layout);
  if (length > 0) compacted.cover(columns.first + from, columns.first + to);
  const copy = (name: 'flags' | 'version' | 'changedSeq' | 'madeSeq' | 'inputHash' | 'inputCount', width: number) =>
    compacted[name].set(columns[name].subarray(from * width, (to + 1) * width));
  copy('flags', 1);
  copy('version', facets.length * 2);
  copy('changedSeq', facets.length);
  copy('madeSeq', 1);
  copy('inputHash', deps.length * 2);
  copy('inputCount', deps.length);
  compacted.lazyRange.set(columns.lazyRange.subarray(from * lazyDeps.length * 2, (to + 1) * lazyDeps.length * 2));
  for (let row = 0; row < length; row++) {
    compacted.code[row] = Math.max(0, codes.indexOf(columns.code[from + row] as number));
    compacted.config[row] = Math.max(0, configs.indexOf(columns.config[from + row] as number));
  }
  compacted.codes = codes.map((index) => columns.codes[index] as string);
  compacted.configs = configs.map((index) => columns.configs[index] as string);
  return compacted;
}

/** Nothing was ever recorded there, not even that it went. */
function isEmpty(columns: StateColumns, row: number): boolean {
  const width = columns.layout.facets.length;
  if (columns.flags[row] !== 0) return false;
  return columns.changedSeq.subarray(row * width, (row + 1) * width).every((seq) => seq === 0);
}

/** The indexes below `count` that rows refer to, ascending. */
function used(indexes: Uint16Array, count: number, from: number, to: number): number[] {
  const seen = new Set(indexes.subarray(from, to + 1));
  return Array.from({ length: count }, (_, index) => index).filter((index) => seen.has(index));
}
