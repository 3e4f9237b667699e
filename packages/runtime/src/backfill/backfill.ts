import type { AssetKey } from '@meterworks/assets';
import type { MaterializeRequest } from '../commands/command.ts';
import type { RunId } from '../state/run-record.ts';

declare const brand: unique symbol;
/** A backfill's number in its state database, rising with time. */
export type BackfillId = number & { readonly [brand]: 'backfill' };

/** What to make bit by bit, as a person asks for it. */
export interface BackfillRequest extends Omit<MaterializeRequest, 'observe'> {
  readonly actor: string;
  readonly newestFirst?: boolean;
  /** Partitions of the finest selected grain a chunk; without, what the assets' policies say. */
  readonly chunk?: number;
}

/** `waiting`: something is left to do and nobody holds it back. The last four are ends. */
export type BackfillStatus = 'waiting' | 'paused' | 'success' | 'partial' | 'failed' | 'cancelled';
export type ChunkStatus = 'waiting' | 'running' | 'success' | 'partial' | 'failed' | 'cancelled';

/** One materialization of a span of dates over some assets: what a backfill does between two looks at the rest of the world. */
export interface PlannedChunk {
  readonly assets: readonly AssetKey[];
  /** First and last day, `2024-11-27`; undefined where the assets have no dates. */
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** Also the month and year that hold the last day. */
  readonly running: boolean;
  /** Partitions of the assets that needed work when it was planned; their inputs come on top. */
  readonly planned: number;
}

/** A chunk as it is recorded. Counts are of partitions, inputs included; times are UTC milliseconds. */
export interface BackfillChunk extends PlannedChunk {
  readonly position: number;
  readonly status: ChunkStatus;
  /** It failed before: what failed is made again as well. */
  readonly retried: boolean;
  readonly run: RunId | undefined;
  readonly made: number;
  readonly failed: number;
  readonly blocked: number;
  readonly startedAt: number | undefined;
  readonly finishedAt: number | undefined;
  /** Time spent on it, interrupted attempts left out. */
  readonly workedMs: number;
  readonly error: string | undefined;
}

/** A backfill as it is recorded, without its chunks. */
export interface Backfill {
  readonly id: BackfillId;
  readonly request: BackfillRequest;
  /** The last commit when it was filed: with state `all`, what was made after it is not made again. */
  readonly filedSeq: number;
  readonly filedAt: number;
  readonly status: BackfillStatus;
  readonly finishedAt: number | undefined;
  /** What is done otherwise than asked for, in sentences. */
  readonly remarks: readonly string[];
}

export function isEnded(status: BackfillStatus | ChunkStatus): boolean {
  return status !== 'waiting' && status !== 'paused' && status !== 'running';
}
