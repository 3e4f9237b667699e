/**
 * Looking at what is recorded: for the web UI. Reads two databases, writes none, computes no staleness: counts and colours were
 * recorded with what they are of.
 *
 * - summary: an asset's counts by status and its strip, one status a partition
 * - step: one span of one asset within a run; history: the steps of an asset
 * - event: something that happened, numbered; a reader goes on after the last number it has seen
 */
export type { Acknowledgement } from '../acknowledge/recorded-acknowledgements.ts';
export {
  DatabaseError,
  DatabaseUnreachableError,
  DatabaseUpgradingError,
} from '../database/database-error.ts';
export type { SchemaState } from '../database/schema.ts';
export type {
  RecordedProblem,
  RecordedSetting,
  RecordedSettings,
  SettingsLook,
} from '../settings/recorded-settings.ts';
export { openReadSide } from './open-read-side.ts';
export type { HistoryFilter, RunFilter } from './read-history.ts';
export type { ReadSide } from './read-side.ts';
export type {
  AutomationView,
  BackfillChunkView,
  BackfillDetail,
  BackfillView,
  CommandView,
  ScheduleView,
  TickView,
} from './request-views.ts';
export type {
  AssetChecksView,
  AssetNameView,
  AssetView,
  EventView,
  FailureView,
  HistoryEntry,
  LogLineView,
  ObservationView,
  OverviewView,
  PartitionView,
  RetryView,
  RunDetail,
  RunView,
  SamplesView,
  StepView,
  SummaryView,
  ValueView,
} from './views.ts';
export type { KeySpan, WhyCause, WhyInput, WhyLink, WhyView } from './why/why-view.ts';
