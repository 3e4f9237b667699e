import type { AssetKey, StateColumns, StateLayout } from '@meterworks/assets';
import type { Fence, unfenced } from '../lease/fence.ts';
import type { AssetRecord, AssetSummary, StoredAsset } from './asset-record.ts';
import type { CheckpointRecord, Commit, FailureRecord, FindingRecord } from './commit.ts';
import type { PastTimes } from './past-times.ts';
import type { Json, RunEnd, RunId, RunLogLine, RunStart, StepId, StepRecord } from './run-record.ts';

export type Fenced = Fence | typeof unfenced;

/** Values of an asset in the ordinals [from, to]. */
export interface PendingWrite {
  readonly asset: AssetKey;
  readonly from: number;
  readonly to: number;
  /** They are about to go, instead of being replaced. */
  readonly removes: boolean;
}

/**
 * What is recorded about partitions, runs and sources. A *commit* is one transaction with a number of its own, its `seq`;
 * numbers rise by one. Every write takes the writer's *fence* and fails with `LeaseLostError` if its lease has gone to another.
 * All calls fail with a `DatabaseError` where the storage fails.
 */
export interface StateStore {
  /** The states of these assets, in today's layouts; columns without rows where nothing is recorded. */
  readStates(
    assets: readonly { readonly key: AssetKey; readonly layout: StateLayout }[],
  ): Promise<Map<AssetKey, StateColumns>>;
  /** All assets that have a state, whether or not the graph still knows them. */
  recordedAssets(): Promise<AssetKey[]>;
  /** Writes what `build` gives for the commit's number, in one transaction; gives that number. */
  commit(fence: Fenced, build: (seq: number) => Commit): Promise<number>;
  /** The number of the last commit; 0 before the first. */
  lastSeq(): Promise<number>;

  /** Says which values of an asset are about to be written; the commit that records its states takes that back. */
  announceWrite(fence: Fenced, write: PendingWrite): Promise<void>;
  /** Writes that were announced and never recorded: what the series store holds there is not known. */
  pendingWrites(): Promise<PendingWrite[]>;

  /** What the last computation of an asset left behind to be gone on from, if it did. */
  readCheckpoint(asset: AssetKey): Promise<CheckpointRecord | undefined>;

  readCursor(source: string): Promise<string | undefined>;
  failures(asset: AssetKey): Promise<FailureRecord[]>;
  /** What checks say about these assets' values; about all when left out. By asset, partition and check. */
  findings(assets?: readonly AssetKey[]): Promise<FindingRecord[]>;
  /** What was observed of an asset in the commit of that number. */
  observationAt(
    seq: number,
    asset: AssetKey,
  ): Promise<{ readonly at: number; readonly detail: string | undefined } | undefined>;
  /** The causes that the step recorded in that commit gave, as the executor wrote them. */
  stepCauses(seq: number, asset: AssetKey): Promise<Json | undefined>;
  /** How long steps of these assets took lately, and how far steps overlap. */
  pastTimes(assets: readonly AssetKey[]): Promise<PastTimes>;
  /** What is shown of these assets; of all when left out. */
  readSummaries(assets?: readonly AssetKey[]): Promise<Pick<AssetSummary, 'asset' | 'firstOrdinal' | 'strip'>[]>;

  startRun(fence: Fenced, run: RunStart): Promise<RunId>;
  finishRun(fence: Fenced, run: RunId, end: RunEnd): Promise<void>;
  /** Records a step that has begun; the commit that ends it names its id. */
  startStep(fence: Fenced, step: StepRecord): Promise<StepId>;
  /** Ends the runs and steps that a process left behind when it died; gives the runs. */
  endAbandonedRuns(fence: Fenced, at: number): Promise<RunId[]>;
  /** Keeps the newest lines of a run up to a bound. */
  appendRunLog(run: RunId, lines: readonly RunLogLine[]): Promise<void>;

  /** Records the graph as it is declared now, if it differs from what is recorded; gives whether it did. */
  saveGraph(fence: Fenced, assets: readonly AssetRecord[]): Promise<boolean>;
  readGraph(): Promise<StoredAsset[]>;

  /** Deletes runs, observations, events, finished commands and backfills from before that time; never a state. Gives how many rows went. */
  pruneHistory(fence: Fenced, before: number): Promise<number>;
  close(): Promise<void>;
}
