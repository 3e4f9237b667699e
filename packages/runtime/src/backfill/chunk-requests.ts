import type { AssetGraph } from '@meterworks/assets';
import { type PlanRequest, selectAssets } from '../engine/plan-request.ts';
import type { Backfill, BackfillChunk } from './backfill.ts';

/** What to materialize for a chunk, one after the other; nothing where the graph knows none of its assets any more. Pure. */
export function chunkRequests(graph: AssetGraph, { request, filedSeq }: Backfill, chunk: BackfillChunk): PlanRequest[] {
  const selection = chunkSelection(graph, request.selection, chunk);
  if (selection === undefined) return [];
  const { state } = request;
  const common = {
    selection,
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

function chunkSelection(graph: AssetGraph, asked: string, chunk: BackfillChunk): string | undefined {
  const assets = chunk.assets.filter((key) => graph.has(key));
  if (assets.length === 0) return undefined;
  if (asked !== '' && selectAssets(graph, asked).size === assets.length) return asked;
  const names = assets.map((key) => `"${key.replaceAll(/["\\]/g, '\\$&')}"`).join(' or ');
  return asked === '' ? names : `(${asked}) and (${names})`;
}
