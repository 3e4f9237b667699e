import type { StateColumns } from '@meterworks/assets';

/** All that columns hold, to compare: which of their rows are spelled out in memory does not count. */
export function spelledOut(columns: StateColumns | undefined) {
  if (columns === undefined) return undefined;
  const { layout, first, length, codes, configs, flags, version, changedSeq, madeSeq, code, config } = columns;
  const { inputHash, inputCount, lazyRange } = columns;
  const rows = { flags, version, changedSeq, madeSeq, code, config, inputHash, inputCount, lazyRange };
  return { layout, first, length, codes, configs, ...rows };
}
