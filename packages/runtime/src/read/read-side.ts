import type { Acknowledgement } from '../acknowledge/recorded-acknowledgements.ts';
import type { SchemaState } from '../database/schema.ts';
import type { RecordedSettings } from '../settings/recorded-settings.ts';
import type { HistoryFilter, RunFilter } from './read-history.ts';
import type {
  AutomationView,
  BackfillDetail,
  BackfillView,
  CommandView,
  ScheduleView,
  TickView,
} from './request-views.ts';
import type {
  AssetChecksView,
  AssetNameView,
  AssetView,
  EventView,
  FailureView,
  HistoryEntry,
  ObservationView,
  OverviewView,
  PartitionView,
  RunDetail,
  RunView,
  SamplesView,
  SummaryView,
  ValueView,
} from './views.ts';
import type { WhyView } from './why/why-view.ts';

/**
 * What may be seen of a house's assets, without a way to change anything. Every call shows one moment of the database, and fails
 * with `DatabaseUpgradingError` while its schema is not the one this version knows; `schemaState` says so beforehand.
 */
export interface ReadSide {
  schemaState(): Promise<SchemaState>;
  overview(): Promise<OverviewView>;
  /** In topological order, those no longer declared last. */
  assets(): Promise<AssetView[]>;
  /** What declared assets are called, in topological order: what a search needs, and a tenth of the work of `assets`. */
  assetNames(): Promise<AssetNameView[]>;
  summaries(): Promise<SummaryView[]>;
  /** Steps, newest first. */
  history(asset: string, filter?: HistoryFilter): Promise<HistoryEntry[]>;
  /** Newest first. */
  runs(filter?: RunFilter): Promise<RunView[]>;
  run(id: number): Promise<RunDetail | undefined>;
  /** What the process that works on the house works with, as it last said. */
  settings(): Promise<RecordedSettings>;
  /** Newest first; 50 unless told. */
  backfills(limit?: number): Promise<BackfillView[]>;
  backfill(id: number): Promise<BackfillDetail | undefined>;
  /** Something asked for, and how far it is. */
  command(id: number): Promise<CommandView | undefined>;
  /** As declared by the process that works on the house, with the next `next` ticks (5 unless told). */
  schedules(next?: number): Promise<ScheduleView[]>;
  /** Newest first; 50 unless told. */
  ticks(schedule: string, limit?: number): Promise<TickView[]>;
  /** What was decided about assets that have a rule of automation. */
  automation(): Promise<AutomationView[]>;
  /** What users have seen, newest first; of one asset, or of all. */
  acknowledgements(asset?: string): Promise<Acknowledgement[]>;
  /** What its checks came to and what they say, the findings of newest partitions first; 20 of them unless told. */
  checks(asset: string, findings?: number): Promise<AssetChecksView>;
  failures(asset: string): Promise<FailureView[]>;
  /** Newest first; 50 unless told. */
  observations(asset: string, limit?: number): Promise<ObservationView[]>;
  partition(asset: string, ordinal: number): Promise<PartitionView | undefined>;
  /** Why a partition is what it is, with the chain to the root; undefined for an asset that was never declared. */
  why(asset: string, ordinal: number): Promise<WhyView | undefined>;
  /** The values there are in the ordinals [from, to], decoded by the codec that the graph recorded. */
  values(asset: string, from: number, to: number): Promise<ValueView[]>;
  seriesNames(): Promise<string[]>;
  /** The samples in [from, to), at most `maxPoints` (2,000 unless told) of them. */
  samples(series: string, from: number, to: number, maxPoints?: number): Promise<SamplesView>;
  /** Oldest first; 500 unless told. */
  eventsAfter(id: number, limit?: number): Promise<EventView[]>;
  lastEventId(): Promise<number>;
  /**
   * Calls the listener with what happens from now on; gives the way to stop. All listeners share one watcher. An error of the
   * database goes to `failed` and the watcher goes on.
   */
  follow(listener: (events: readonly EventView[]) => void, failed?: (error: unknown) => void): () => void;
  close(): Promise<void>;
}
