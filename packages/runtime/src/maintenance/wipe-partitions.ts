import {
  type AssetKey,
  evaluateStaleness,
  formatSpans,
  parsePartitionRange,
  partitionFlags,
  spansOf,
} from '@meterworks/assets';
import { selectAssets } from '../engine/plan-request.ts';
import { carryKey } from '../execute/carry-key.ts';
import { recordRemoved } from '../execute/made-partitions.ts';
import { summarize } from '../execute/summarize.ts';
import type { MaintenancePlace, MaintenanceReport } from './maintenance-report.ts';

export interface WipeRequest {
  /** Everything when left out. */
  readonly selection?: string;
  /** Dates, months or years, both included; a month or year is wiped if a day of it is. */
  readonly from?: string;
  readonly to?: string;
}

/**
 * Forgets partitions of computed assets, values and failures included, so that they are missing. What was observed stays, and so does
 * what is pinned. States go first, in one commit: values left over by a crash belong to no partition.
 *
 * @throws SelectionError, PartitionKeyError, PartitionRangeError for what was written wrongly
 */
export async function wipePartitions(
  { graph, state, series, fence, now }: MaintenancePlace,
  request: WipeRequest,
  { dryRun }: { readonly dryRun: boolean },
): Promise<MaintenanceReport> {
  const states = await state.readStates(graph.keys.map((key) => ({ key, layout: graph.layout(key) })));
  const left: { asset: AssetKey; partitions: number; reason: string }[] = [];
  const wiped = [...selectAssets(graph, request.selection).keys()].flatMap((key) => {
    const { scheme, compute } = graph.asset(key);
    const columns = states.get(key);
    if (columns === undefined || columns.length === 0) return [];
    const range = parsePartitionRange(scheme, request.from, request.to, { withOpen: true });
    const ordinals: number[] = [];
    let pinned = 0;
    for (let row = 0; row < columns.length; row++) {
      const ordinal = columns.first + row;
      const flags = columns.flags[row] as number;
      if (flags === 0 || ordinal < range.from || ordinal > range.to) continue;
      if ((flags & partitionFlags.pinned) !== 0) pinned++;
      else ordinals.push(ordinal);
    }
    if (compute.kind === 'external') {
      if (ordinals.length > 0) left.push({ asset: key, partitions: ordinals.length, reason: 'observed, not made' });
      return [];
    }
    if (pinned > 0) left.push({ asset: key, partitions: pinned, reason: 'pinned' });
    return ordinals.length === 0 ? [] : [{ key, columns, ordinals, spans: spansOf(ordinals, scheme) }];
  });
  const report: MaintenanceReport = {
    action: 'wipe',
    dryRun,
    assets: wiped.map(({ key, ordinals, spans }) => ({
      asset: key,
      partitions: ordinals.length,
      spans: formatSpans(graph.asset(key).scheme, spans),
    })),
    left,
  };
  if (dryRun || wiped.length === 0) return report;
  await state.commit(fence, (seq) => {
    for (const { columns, ordinals } of wiped) recordRemoved(columns, ordinals, seq);
    const staleness = evaluateStaleness(graph, states, now);
    return {
      states: wiped.map(({ key, columns }) => ({ asset: key, columns })),
      checkpointsForgotten: wiped.map(({ key }) => key),
      failuresCleared: wiped.flatMap(({ key, spans }) => spans.map((span) => ({ asset: key, ...span }))),
      findingsCleared: wiped.flatMap(({ key, spans }) => spans.map((span) => ({ asset: key, ...span }))),
      summaries: graph.keys.map((key) => summarize(staleness.of(key), now)),
      events: wiped.map(({ key, ordinals }) => ({
        at: now,
        kind: 'wiped',
        asset: key,
        payload: { partitions: ordinals.length },
      })),
    };
  });
  for (const { key, ordinals } of wiped) {
    const gone = ordinals.map((ordinal) => ({ ordinal, bytes: undefined }));
    await series.saveValues(key, gone);
    if (graph.asset(key).compute.kind === 'running') await series.saveValues(carryKey(key), gone);
  }
  return report;
}
