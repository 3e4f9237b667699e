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
  /** Steps that failed in passing and have not ended since: empty once the run has. */
  readonly retries: readonly RetryView[];
}

/** A step that waits for its next try, or is in it. */
export interface RetryView {
  readonly asset: string;
  /** Number of the next try, and how many there may be. */
  readonly attempt: number;
  readonly of: number;
  /** When it comes; UTC milliseconds. */
  readonly at: number;
  /** What the try before came to. */
  readonly message: string;
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
