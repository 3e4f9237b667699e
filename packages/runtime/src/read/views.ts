import type { TickReason } from '../schedule/decide-ticks.ts';
import type { TickWork } from '../schedule/recorded-ticks.ts';
import type { AssetDependencyRecord } from '../state/asset-record.ts';
import type { Json, LogLevel } from '../state/run-record.ts';

/**
 * What the read side gives: plain JSON throughout, so that it can go to a browser as it is. Times are UTC milliseconds; partitions
 * are given as ordinals and as the keys that people write.
 */

/** An asset as declared, with its counts and colours. */
export interface AssetView {
  readonly key: string;
  /** Place in topological order. */
  readonly position: number;
  readonly grain: string;
  readonly zone: string | null;
  readonly group: string | null;
  readonly unit: string | null;
  readonly description: string | null;
  readonly tags: readonly string[];
  readonly deps: readonly AssetDependencyRecord[];
  readonly external: boolean;
  readonly codeVersion: string;
  /** Whether the graph still declares it. */
  readonly active: boolean;
  /** Null until it was first judged. */
  readonly summary: SummaryView | null;
}

export type AssetNameView = Pick<AssetView, 'key' | 'unit' | 'description'>;

export interface SummaryView {
  readonly asset: string;
  /** For which instant existence was judged. */
  readonly asOf: number;
  /** Numbers of partitions by status. */
  readonly counts: Readonly<Record<string, number>>;
  readonly firstOrdinal: number;
  /** One hexadecimal digit a partition from `firstOrdinal` on: its status code, `f` where there is no partition. */
  readonly strip: string;
  readonly lastValue: Json;
  /** The commit that wrote it. */
  readonly updatedSeq: number;
}

export interface RunView {
  readonly id: number;
  readonly kind: string;
  readonly actor: string;
  readonly selection: string;
  readonly status: string;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly durationMs: number | null;
  readonly counts: Readonly<Record<string, number>>;
  readonly error: string | null;
}

export interface StepView {
  readonly id: number;
  readonly run: number;
  readonly asset: string;
  /** The commit that recorded it; null while it runs. */
  readonly seq: number | null;
  readonly from: number;
  readonly to: number;
  readonly fromKey: string;
  readonly toKey: string;
  readonly status: string;
  readonly planned: number;
  readonly made: number;
  readonly changed: number;
  readonly cutOff: number;
  readonly failed: number;
  /** Tries that it took, the last one included. */
  readonly attempts: number;
  readonly startedAt: number;
  readonly finishedAt: number | null;
  readonly durationMs: number | null;
  readonly causes: Json;
  readonly error: string | null;
}

/** A step with the run that it belongs to. */
export interface HistoryEntry extends StepView {
  readonly runKind: string;
  readonly runActor: string;
}

export interface RunDetail {
  readonly run: RunView;
  readonly steps: readonly StepView[];
  readonly log: readonly LogLineView[];
  readonly checks: readonly CheckResultView[];
}

/** What a check came to in one step of a run: numbers of values. */
export interface CheckResultView {
  readonly asset: string;
  readonly check: string;
  readonly severity: string;
  readonly blocking: boolean;
  readonly passed: number;
  readonly found: number;
}

/** What a check came to when it was last asked. */
export interface LastCheckView extends Omit<CheckResultView, 'asset'> {
  readonly run: number;
  readonly at: number;
}

export interface AssetChecksView {
  /** By name; of runs that are still kept. */
  readonly checks: readonly LastCheckView[];
  /** Number of all findings that stand, and the newest partitions' of them. */
  readonly count: number;
  readonly findings: readonly {
    readonly ordinal: number;
    readonly key: string;
    readonly check: string;
    readonly severity: string;
    readonly message: string;
    readonly at: number;
  }[];
}

/** What a check says about a partition's value, or about the one that it kept from being stored. */
export interface FindingView {
  readonly check: string;
  readonly severity: string;
  readonly blocking: boolean;
  readonly message: string;
  readonly facts: Json;
  readonly at: number;
  readonly run: number | null;
}

export interface LogLineView {
  readonly line: number;
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly asset: string | null;
  readonly span: string | null;
}

export interface FailureView {
  readonly ordinal: number;
  readonly key: string;
  readonly at: number;
  readonly run: number | null;
  readonly message: string;
}

export interface ObservationView {
  readonly source: string;
  readonly from: number;
  readonly to: number;
  readonly fromKey: string;
  readonly toKey: string;
  readonly partitions: number;
  readonly at: number;
  readonly detail: string | null;
}

/** A stored value, decoded. */
export interface ValueView {
  readonly ordinal: number;
  readonly key: string;
  /** First instant of the partition. */
  readonly start: number;
  readonly value: Json;
}

/** What is recorded about one partition. */
export interface PartitionView {
  readonly ordinal: number;
  readonly key: string;
  readonly made: boolean;
  readonly absent: boolean;
  readonly failed: boolean;
  readonly pinned: boolean;
  /** The commit that made or confirmed it; 0 where it was never made. */
  readonly madeSeq: number;
  readonly codeVersion: string | null;
  /** The configuration that it was made with. */
  readonly config: Json;
  readonly facets: readonly { readonly facet: string; readonly version: string; readonly changedSeq: number }[];
  readonly inputs: readonly { readonly dep: string; readonly count: number; readonly hash: string }[];
  /** The step that made it, if it is still in the history. */
  readonly step: HistoryEntry | null;
  readonly failure: FailureView | null;
  readonly findings: readonly FindingView[];
}

export interface SamplesView {
  readonly points: readonly { readonly time: number; readonly value: number; readonly kind: string }[];
  /** How many samples there are in the range. */
  readonly total: number;
  /** Whether points were left out: then each bucket of time shows its smallest and its largest value. */
  readonly thinned: boolean;
}

export interface EventView {
  readonly id: number;
  readonly at: number;
  readonly kind: string;
  readonly asset: string | null;
  readonly run: number | null;
  readonly payload: Json;
}

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

export interface OverviewView {
  readonly assets: number;
  /** Numbers of partitions by status, over all declared assets. */
  readonly counts: Readonly<Record<string, number>>;
  readonly running: readonly RunView[];
  /** The newest runs, newest first. */
  readonly lastRuns: readonly RunView[];
  /** The newest events, newest first. */
  readonly events: readonly EventView[];
  readonly lastSeq: number;
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
