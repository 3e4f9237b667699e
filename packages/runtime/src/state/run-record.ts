import type { AssetKey } from '@meterworks/assets';

declare const brand: unique symbol;
/** A run's number in its state database, rising with time. */
export type RunId = number & { readonly [brand]: 'run' };
/** A step's number, rising with time over all runs. */
export type StepId = number & { readonly [brand]: 'step' };

export type RunStatus = 'running' | 'success' | 'partial' | 'failed' | 'cancelled';
export type StepStatus = 'running' | 'success' | 'partial' | 'failed' | 'cancelled' | 'skipped';

/** Plain JSON, as it stands in a database and goes to a browser. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [key: string]: Json };

/** How a run starts. Times are UTC milliseconds. */
export interface RunStart {
  /** What asked for it: "materialize", "backfill", "schedule" … */
  readonly kind: string;
  /** Who asked for it: "cli", "ui", "schedule:daily" … */
  readonly actor: string;
  /** The selection as it was written. */
  readonly selection: string;
  readonly startedAt: number;
}

/** How a run ends. */
export interface RunEnd {
  readonly status: Exclude<RunStatus, 'running'>;
  readonly finishedAt: number;
  /** Numbers of partitions by name: planned, made, cutOff, failed … */
  readonly counts: Readonly<Record<string, number>>;
  readonly error?: string;
}

/** One span of one asset within a run. The counts are numbers of partitions. */
export interface StepRecord {
  /** Of a step that was announced by `startStep`; without it the step is recorded anew. */
  readonly id?: StepId;
  readonly run: RunId;
  readonly asset: AssetKey;
  /** First and last ordinal. */
  readonly from: number;
  readonly to: number;
  readonly status: StepStatus;
  readonly planned: number;
  readonly made: number;
  /** Of those made: whose content came out different. */
  readonly changed: number;
  readonly cutOff: number;
  readonly failed: number;
  /** Tries that it took, the last one included; 1 unless told. */
  readonly attempts?: number;
  readonly startedAt: number;
  readonly finishedAt?: number;
  /** Why it was made: what the planner gave, kept as it is. */
  readonly causes: Json;
  readonly error?: string;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One line of a run's log. */
export interface RunLogLine {
  readonly at: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly asset?: string;
  readonly span?: string;
}
