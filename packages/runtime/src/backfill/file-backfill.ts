import {
  type AssetDefinition,
  type AssetGraph,
  type AssetKey,
  daily,
  openZone,
  parsePartitionRange,
} from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Engine } from '../engine/engine.ts';
import { planInputOf, selectAssets } from '../engine/plan-request.ts';
import { assertFence } from '../lease/fence.ts';
import type { Fenced } from '../state/state-store.ts';
import { type Backfill, type BackfillId, type BackfillRequest, isEnded } from './backfill.ts';
import { type ChunkInput, planChunks } from './plan-chunks.ts';
import { activeBackfills, insertBackfill, readBackfill, readChunks } from './recorded-backfills.ts';

/** What backfills are worked on with. */
export interface BackfillWorkplace {
  readonly engine: Engine;
  /** The state database. */
  readonly connection: SqliteConnection;
  /** Proof that this process may write. */
  readonly fence: Fenced;
  readonly clock: Clock;
}

export type FiledBackfill =
  | { readonly kind: 'filed'; readonly backfill: Backfill }
  /** Another one is going to make all of it: nothing was filed. */
  | { readonly kind: 'covered'; readonly backfill: Backfill }
  /** Everything asked for is as it should be. */
  | { readonly kind: 'nothing' };

/**
 * Plans a backfill and records it, to be worked on chunk by chunk. Where others overlap it, each partition is made once all the same:
 * the later one finds it done.
 *
 * @throws SelectionError, PartitionKeyError, PartitionRangeError for what was written wrongly
 */
export async function fileBackfill(
  { engine, connection, fence, clock }: BackfillWorkplace,
  request: BackfillRequest,
  options: { readonly observe?: boolean; readonly signal?: AbortSignal } = {},
): Promise<FiledBackfill> {
  const { graph } = engine;
  const { actor, selection, newestFirst = false, chunk, ...dates } = request;
  const selected = selectAssets(graph, selection);
  const asked = { ...dates, ...(selection === '' ? {} : { selection }) };
  const { range } = planInputOf(graph, asked);
  const plan = await engine.plan(asked, { actor, ...options });
  const input: ChunkInput = {
    graph,
    selected: new Set(selected.keys()),
    // What lies outside the dates was not asked for: as an input it comes along with its reader.
    steps: plan.steps.flatMap(({ kind, asset, ordinals }) => {
      if (kind !== 'make') return [];
      const { from, to } = range(graph.asset(asset)) ?? everything;
      return [{ asset, ordinals: ordinals.filter((ordinal) => ordinal >= from && ordinal <= to) }];
    }),
    newestFirst,
    chunk,
    lastDay: (asset) => lastNamedDay(asset, request.to, plan.asOf),
  };
  const planned = planChunks(input);
  if (planned.chunks.length === 0) return { kind: 'nothing' };
  for (const other of activeBackfills(connection)) {
    if (other.status !== 'paused' && covers(connection, graph, other, request, input))
      return { kind: 'covered', backfill: other };
  }
  const id = await connection.write((): BackfillId => {
    assertFence(connection, fence);
    const seq = connection.get<{ seq: number }>('select seq from commit_seq')?.seq ?? 0;
    return insertBackfill(connection, request, planned, { seq, at: clock.now() });
  });
  return { kind: 'filed', backfill: readBackfill(connection, id) as Backfill };
}

const everything = { from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY };

/** The last local day that a chunk may end with: the last that has ended, for hours today, and never after what was asked for. */
function lastNamedDay({ scheme }: AssetDefinition, to: string | undefined, asOf: number): number {
  const today = openZone(scheme.zone).dayOf(asOf);
  const last = scheme.grain === 'hour' ? today : today - 1;
  if (to === undefined) return last;
  return Math.min(last, parsePartitionRange(daily({ zone: scheme.zone, start: '1900-01-01' }), undefined, to).to);
}

/** Whether what the other backfill has still to do holds all that is asked for. */
function covers(
  connection: SqliteConnection,
  graph: AssetGraph,
  other: Backfill,
  request: BackfillRequest,
  input: ChunkInput,
): boolean {
  const { state = 'open', upstream = true } = other.request;
  const makesAsMuch = state === 'all' || state === request.state || (state === 'open' && request.state !== 'all');
  const bringsInputs = upstream || request.upstream === false;
  const namesNoStates = ({ selection }: BackfillRequest) =>
    [...selectAssets(graph, selection).values()].every((states) => states === 'any');
  const alike = other.request.selection === request.selection;
  if (!makesAsMuch || !bringsInputs) return false;
  if (!alike && !(namesNoStates(request) && namesNoStates(other.request))) return false;
  const days = new Map<AssetKey, { first: number; last: number }[]>();
  const scheme = daily({ zone: 'UTC', start: '1900-01-01' });
  for (const { assets, from, to, status } of readChunks(connection, other.id)) {
    if (isEnded(status)) continue;
    const first = from === undefined ? Number.NEGATIVE_INFINITY : scheme.ordinalOf(from);
    const last = to === undefined ? Number.POSITIVE_INFINITY : scheme.ordinalOf(to);
    for (const asset of assets) days.set(asset, [...(days.get(asset) ?? []), { first, last }]);
  }
  const left = planChunks({
    ...input,
    without: (asset, day) => days.get(asset)?.some(({ first, last }) => first <= day && day <= last) ?? false,
  });
  return left.chunks.length === 0;
}
