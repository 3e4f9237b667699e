import type { AssetKey, OrdinalRange, StateColumns } from '@meterworks/assets';
import type { AssetSummary } from './asset-record.ts';
import type { Json, RunId, StepRecord } from './run-record.ts';

/** What is written in one transaction: all of it or nothing. */
export interface Commit {
  /** Replace what was recorded about these assets. */
  readonly states?: readonly StateRecord[];
  readonly checkpoints?: readonly CheckpointRecord[];
  /** Assets that are computed from their first partition on the next time. */
  readonly checkpointsForgotten?: readonly AssetKey[];
  readonly step?: StepRecord;
  readonly observations?: readonly ObservationRecord[];
  /** How far a source has been observed. */
  readonly cursor?: { readonly source: string; readonly cursor: string };
  /** Cleared before `failures` are added. `from` and `to` are the first and last ordinal. */
  readonly failuresCleared?: readonly { readonly asset: AssetKey; readonly from: number; readonly to: number }[];
  readonly failures?: readonly FailureRecord[];
  /** Cleared before `findings` are added. */
  readonly findingsCleared?: Commit['failuresCleared'];
  /** What checks say about values. */
  readonly findings?: readonly FindingRecord[];
  readonly checkResults?: readonly CheckResultRecord[];
  readonly summaries?: readonly AssetSummary[];
  /** Comes first: everything recorded under `from` is recorded under `to` from then on. */
  readonly renamed?: readonly { readonly from: AssetKey; readonly to: AssetKey }[];
  /** All sources are looked at from the start next time. */
  readonly cursorsForgotten?: boolean;
  /** Assets whose states, failures and summaries go away. */
  readonly forgotten?: readonly AssetKey[];
  /** More for live readers; a step and observations announce themselves. */
  readonly events?: readonly EventRecord[];
}

export interface StateRecord {
  readonly asset: AssetKey;
  readonly columns: StateColumns;
  /** Nothing else differs from what was read, or recorded last, of these very columns. Anything may, unless told. */
  readonly touched?: OrdinalRange | undefined;
}

/** What a computation left behind, so that it can be gone on with. */
export interface CheckpointRecord {
  readonly asset: AssetKey;
  /** The ordinal from which it goes on. */
  readonly from: number;
  /** Hash of all that it depends on. */
  readonly basis: string;
  readonly state: Uint8Array;
}

/** That a source saw something new in a range of an asset's partitions. */
export interface ObservationRecord {
  readonly source: string;
  readonly asset: AssetKey;
  readonly from: number;
  readonly to: number;
  /** How many partitions in the range changed. */
  readonly partitions: number;
  /** UTC milliseconds. */
  readonly at: number;
  /** One sentence part for `why`: "3 samples of sensor.x". */
  readonly detail?: string;
}

export interface FailureRecord {
  readonly asset: AssetKey;
  readonly ordinal: number;
  readonly message: string;
  readonly at: number;
  readonly run?: RunId;
}

/** What a check says about a partition's value, or about the one that it kept from being stored. */
export interface FindingRecord extends FailureRecord {
  readonly check: string;
  readonly severity: 'warning' | 'error';
  readonly blocking: boolean;
  readonly facts?: Json;
}

/** What a check came to in one step of a run. */
export interface CheckResultRecord {
  readonly run: RunId;
  readonly asset: AssetKey;
  readonly check: string;
  readonly severity: 'warning' | 'error';
  readonly blocking: boolean;
  /** Numbers of values. */
  readonly passed: number;
  readonly found: number;
  readonly at: number;
}

/** Something that happened, for readers that follow live. */
export interface EventRecord {
  readonly at: number;
  readonly kind: string;
  readonly asset?: string;
  readonly run?: RunId;
  readonly payload?: Json;
}
