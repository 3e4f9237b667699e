import type { AssetGraph } from '@meterworks/assets';
import type { PlanRequest } from '../engine/plan-request.ts';
import type { Backfill, BackfillChunk } from './backfill.ts';

/** What to materialize for a chunk, one after the other; nothing where the graph knows none of its assets any more. Pure. */
export function chunkRequests(graph: AssetGraph, { request, filedSeq }: Backfill, chunk: BackfillChunk): PlanRequest[] {
  const assets = chunk.assets.filter((key) => graph.has(key));
  if (assets.length === 0) return [];
  const { state } = request;
  const common = {
    ...(request.selection === '' ? {} : { selection: request.selection }),
    only: new Set(assets),
    ...(chunk.from === undefined ? {} : { from: chunk.from }),
    ...(chunk.to === undefined ? {} : { to: chunk.to }),
    running: chunk.running,
    upstream: request.upstream ?? true,
  };
  if (state === 'all') return [{ ...common, state, notMadeSince: filedSeq }];
  if (state === undefined) return [common];
  // What failed at the first attempt is neither missing nor stale at the second.
  const again = chunk.retried && state !== 'failed' ? [{ ...common, state: 'failed' as const }] : [];
  return [...again, { ...common, state }];
}
