import { type AssetKey, evaluateStaleness, partitionFlags } from '@meterworks/assets';
import { summarize } from '../execute/summarize.ts';
import type { MaintenancePlace } from './maintenance-report.ts';

export interface PinRequest {
  readonly asset: AssetKey;
  /** Keys of the first and the last partition. */
  readonly from: string;
  readonly to: string;
  readonly pinned: boolean;
  readonly note?: string;
}

/** What became of it, in numbers of partitions; `unchanged` ones were pinned, or not, already. */
export type PinOutcome =
  | { readonly kind: 'done'; readonly changed: number; readonly unchanged: number }
  | { readonly kind: 'refused'; readonly message: string };

/**
 * Keeps the recorded values of partitions whatever changes above them, or no longer. One whose last attempt failed keeps its last good
 * value and counts as fresh. There must be a value to keep.
 *
 * @throws RangeError, PartitionKeyError for an asset or a partition that there is not
 */
export async function setPinned(
  { graph, state, fence, now }: Omit<MaintenancePlace, 'series' | 'connection'>,
  { asset: key, pinned, note, ...keys }: PinRequest,
): Promise<PinOutcome> {
  const asset = graph.asset(key);
  const { scheme } = asset;
  const from = scheme.ordinalOf(keys.from);
  const to = scheme.ordinalOf(keys.to);
  if (to < from) return { kind: 'refused', message: `${keys.to} lies before ${keys.from}; swap them.` };
  if (asset.compute.kind === 'external')
    return { kind: 'refused', message: `${key} is observed, not made: what it holds is corrected at its source.` };
  const states = await state.readStates(graph.keys.map((one) => ({ key: one, layout: graph.layout(one) })));
  const columns = states.get(key);
  const ordinals: number[] = [];
  let unchanged = 0;
  for (let ordinal = from; ordinal <= to; ordinal++) {
    if (!scheme.exists(ordinal)) continue;
    const flags = columns?.flags[columns.rowOf(ordinal)] ?? 0;
    if (pinned && (flags & partitionFlags.made) === 0) {
      const message = `${key} ${scheme.keyOf(ordinal)} was never made; there is no value to keep.`;
      return { kind: 'refused', message };
    }
    if (((flags & partitionFlags.pinned) !== 0) === pinned) unchanged++;
    else ordinals.push(ordinal);
  }
  if (columns === undefined || ordinals.length === 0) return { kind: 'done', changed: 0, unchanged };
  await state.commit(fence, () => {
    for (const ordinal of ordinals) {
      const row = columns.rowOf(ordinal);
      const flags = columns.flags[row] as number;
      columns.flags[row] = pinned
        ? (flags & ~partitionFlags.failed) | partitionFlags.pinned
        : flags & ~partitionFlags.pinned;
    }
    const staleness = evaluateStaleness(graph, states, now);
    return {
      states: [{ asset: key, columns }],
      failuresCleared: pinned ? ordinals.map((ordinal) => ({ asset: key, from: ordinal, to: ordinal })) : [],
      summaries: graph.keys.map((one) => summarize(staleness.of(one), now)),
      events: [
        {
          at: now,
          kind: pinned ? 'pinned' : 'unpinned',
          asset: key,
          payload: { from: keys.from, to: keys.to, ...(note === undefined ? {} : { note }) },
        },
      ],
    };
  });
  return { kind: 'done', changed: ordinals.length, unchanged };
}
