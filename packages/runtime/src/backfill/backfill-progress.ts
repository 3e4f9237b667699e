import { type BackfillChunk, isEnded } from './backfill.ts';

/** How far a backfill is. Counts of partitions are those planned when it was filed. */
export interface BackfillProgress {
  readonly partitions: { readonly done: number; readonly total: number };
  readonly chunks: { readonly done: number; readonly total: number };
  /** What its runs made, and what failed in them, inputs included. */
  readonly made: number;
  readonly failed: number;
  /** Time left at the pace so far, pauses left out; undefined before the first chunk is done and after the last. */
  readonly leftMs: number | undefined;
}

/** Sums up the chunks of a backfill. Pure. */
export function backfillProgress(chunks: readonly BackfillChunk[]): BackfillProgress {
  const sum = (of: (chunk: BackfillChunk) => number, among = chunks): number =>
    among.reduce((total, chunk) => total + of(chunk), 0);
  const ended = chunks.filter((chunk) => isEnded(chunk.status) && chunk.status !== 'cancelled');
  const done = sum((chunk) => chunk.planned, ended);
  const total = sum((chunk) => chunk.planned);
  const left = sum((chunk) => (isEnded(chunk.status) ? 0 : chunk.planned));
  // A chunk that failed as a whole says nothing about how long the others take.
  const telling = ended.filter((chunk) => chunk.status !== 'failed' && chunk.planned > 0);
  const pace = sum((chunk) => chunk.workedMs, telling) / sum((chunk) => chunk.planned, telling);
  return {
    partitions: { done, total },
    chunks: { done: ended.length, total: chunks.length },
    made: sum((chunk) => chunk.made),
    failed: sum((chunk) => chunk.failed),
    leftMs: left === 0 || telling.length === 0 ? undefined : Math.round(pace * left),
  };
}
