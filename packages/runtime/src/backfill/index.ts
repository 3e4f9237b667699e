/**
 * Making many partitions bit by bit.
 *
 * - backfill: a recorded request to make what of a selection needs making, over a span of dates
 * - chunk: one materialization of a part of those dates; between two chunks anything else may happen
 */
export {
  type Backfill,
  type BackfillChunk,
  type BackfillId,
  type BackfillRequest,
  type BackfillStatus,
  type ChunkStatus,
  isEnded,
} from './backfill.ts';
export { type BackfillProgress, backfillProgress } from './backfill-progress.ts';
export { type BackfillAction, type ControlOutcome, controlBackfill } from './control-backfill.ts';
export { type BackfillWorkplace, type FiledBackfill, fileBackfill } from './file-backfill.ts';
export { activeBackfills, readBackfill, readChunks, recentBackfills } from './recorded-backfills.ts';
export { type ChunkOptions, nextChunk, runNextChunk } from './run-chunk.ts';
