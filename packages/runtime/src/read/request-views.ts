import type { TickReason } from '../schedule/decide-ticks.ts';
import type { TickWork } from '../schedule/recorded-ticks.ts';
import type { Json } from '../state/run-record.ts';

/** What is due when. */
export interface ScheduleView {
  readonly name: string;
  /** Cron, read in `zone`. */
  readonly expression: string;
  readonly zone: string;
  /** Null: everything. */
  readonly selection: string | null;
  readonly enabled: boolean;
  /** Who switched it on or off last, and when. */
  readonly switchedBy: string | null;
  readonly switchedAt: number | null;
  readonly lastTick: TickView | null;
  /** The next instants at which it is due. */
  readonly next: readonly number[];
}

/** What the latest look of automation that had something to say decided about an asset. */
export interface AutomationView {
  readonly asset: string;
  readonly decidedAt: number;
  readonly rule: 'manual' | 'eager' | 'cron';
  readonly action: 'make' | 'leave';
  /** How many of its partitions were not fresh. */
  readonly unsettled: number;
  readonly sentence: string;
}

/** One instant at which a schedule was due. */
export interface TickView {
  readonly id: number;
  readonly schedule: string;
  readonly due: number;
  /** Before `due` where the decision stands for all ticks from then on. */
  readonly firstDue: number;
  readonly decision: 'run' | 'catch-up' | 'missed' | 'overlap' | 'off';
  /** How it was decided and why, with local times. */
  readonly sentence: string;
  /** What the sentence says; null where it was decided before reasons were recorded. */
  readonly reason: TickReason | null;
  readonly decidedAt: number;
  readonly run: number | null;
  /** What came of its work; null while it goes on, or where there was none. */
  readonly status: string | null;
  readonly outcome: string | null;
  /** The same as facts, where its work ended in a run's report. */
  readonly cameTo: TickWork | null;
  readonly finishedAt: number | null;
}

/** Something asked for, and what became of it. */
export interface CommandView {
  readonly id: number;
  readonly kind: string;
  readonly actor: string;
  readonly state: 'waiting' | 'working' | 'done' | 'refused' | 'failed';
  readonly filedAt: number;
  readonly claimedAt: number | null;
  readonly finishedAt: number | null;
  /** The run that goes on for it, while it does. */
  readonly run: number | null;
  /** Why it was refused or failed. */
  readonly message: string | null;
  /** What came of it, once it is done. */
  readonly result: Json;
}

/** A backfill and how far it is. Counts are of partitions. */
export interface BackfillView {
  readonly id: number;
  readonly actor: string;
  readonly selection: string;
  readonly from: string | null;
  readonly to: string | null;
  /** Which partitions; null: those that are not fresh. */
  readonly state: string | null;
  readonly newestFirst: boolean;
  /** `running`: a chunk of it is being made now. */
  readonly status: 'waiting' | 'running' | 'paused' | 'success' | 'partial' | 'failed' | 'cancelled';
  readonly isEnded: boolean;
  readonly filedAt: number;
  readonly finishedAt: number | null;
  /** What is done otherwise than asked for, in sentences. */
  readonly remarks: readonly string[];
  readonly partitions: { readonly done: number; readonly total: number };
  /** Its chunks. */
  readonly parts: { readonly done: number; readonly total: number };
  readonly made: number;
  readonly failed: number;
  /** Time left at the pace so far; null where that is not known, or it has ended. */
  readonly leftMs: number | null;
}

export interface BackfillChunkView {
  readonly position: number;
  /** Of how many assets. */
  readonly assets: number;
  readonly from: string | null;
  readonly to: string | null;
  readonly status: string;
  readonly planned: number;
  readonly made: number;
  readonly failed: number;
  readonly blocked: number;
  readonly run: number | null;
  readonly workedMs: number;
  readonly error: string | null;
}

export interface BackfillDetail extends BackfillView {
  readonly chunks: readonly BackfillChunkView[];
}
