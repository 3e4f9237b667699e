import { type ObservedAsset, partitionFlags, type StateColumns } from '@meterworks/assets';

/** The stretch of an external asset in which an observation found other content than recorded. */
export interface ObservedChange {
  readonly from: number;
  readonly to: number;
  readonly partitions: number;
}

/** What of an observation is new against the columns; pure. */
export function changesOf(
  columns: StateColumns,
  observed: ObservedAsset,
): { readonly ordinal: number; readonly high: number; readonly low: number; readonly gone: boolean }[] {
  const listed = observed.complete ? new Set(observed.partitions.map((one) => one.ordinal)) : undefined;
  const changes = observed.partitions.flatMap(({ ordinal, fingerprint }) => {
    const row = columns.rowOf(ordinal);
    const made = columns.isMade(ordinal);
    if (fingerprint === undefined) return made ? [{ ordinal, high: 0, low: 0, gone: true }] : [];
    const same =
      made && columns.version[row * 2] === fingerprint.high && columns.version[row * 2 + 1] === fingerprint.low;
    return same ? [] : [{ ordinal, ...fingerprint, gone: false }];
  });
  if (listed === undefined) return changes;
  for (let row = 0; row < columns.length; row++) {
    const ordinal = columns.first + row;
    if (columns.isMade(ordinal) && !listed.has(ordinal)) changes.push({ ordinal, high: 0, low: 0, gone: true });
  }
  return changes;
}

/** Writes changes, of which there are some, into the columns under a commit's number. External assets have one facet and no inputs. */
export function recordChanges(
  columns: StateColumns,
  changes: ReturnType<typeof changesOf>,
  seq: number,
): ObservedChange {
  let from = Number.POSITIVE_INFINITY;
  let to = Number.NEGATIVE_INFINITY;
  for (const { ordinal } of changes) {
    from = Math.min(from, ordinal);
    to = Math.max(to, ordinal);
  }
  columns.cover(from, to);
  for (const { ordinal, high, low, gone } of changes) {
    const row = columns.rowOf(ordinal);
    columns.flags[row] = gone ? 0 : partitionFlags.made;
    columns.version[row * 2] = high;
    columns.version[row * 2 + 1] = low;
    columns.changedSeq[row] = seq;
    columns.madeSeq[row] = seq;
  }
  return { from, to, partitions: changes.length };
}
