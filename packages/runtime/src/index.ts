/**
 * What happens when an asset graph runs.
 *
 * - run: one execution of a plan; step: one asset within it; span: a contiguous stretch of partitions
 * - state store: what is recorded about partitions, runs and sources; commit: one numbered transaction of it
 * - series store: values of partitions, and samples of raw series
 * - publisher: what shows values to others, in a form of their own
 * - command: what somebody asks the process that may write for; lease: the proof that a process may, with a fencing token
 * - observation: what a source saw, recorded as fingerprints
 */
export type { Clock, Timers } from './clock/clock.ts';
export { systemClock } from './clock/system-clock.ts';
export { claimNextCommand, finishCommand, returnAbandonedCommands } from './commands/claim-command.ts';
export {
  DatabaseCorruptError,
  DatabaseError,
  DatabaseFullError,
  DatabaseLockedError,
  DatabaseReadOnlyError,
  DatabaseUnreachableError,
  DatabaseUpgradingError,
  ForeignDatabaseError,
  NewerDatabaseError,
  UnsupportedNodeError,
} from './database/database-error.ts';
export { type DatabaseFacts, inspectDatabase } from './database/inspect-database.ts';
export type { SqliteConnection } from './database/sqlite-connection.ts';
export type { AssetStatus } from './engine/asset-status.ts';
export { Engine, type EngineParts, type StoredValue } from './engine/engine.ts';
export type { AutomationLook, MaterializeOptions, PlanOptions, ProgressEvent } from './engine/engine-options.ts';
export type { Explanation } from './engine/explain.ts';
export type { FreshnessReport } from './engine/freshness-report.ts';
export type { PlannedStep, PlanReport } from './engine/plan-report.ts';
export { type PlanRequest, selectAssets } from './engine/plan-request.ts';
export type { RunReport, StepReport } from './engine/run-report.ts';
export { StepError } from './execute/step-error.ts';
export { type Fence, unfenced } from './lease/fence.ts';
export { keepLease } from './lease/keep-lease.ts';
export { acquireLease, type LeaseAnswer, releaseLease } from './lease/lease.ts';
export { LeaseLostError } from './lease/lease-lost-error.ts';
export { isHolderDead, parseHolder, processHolder } from './lease/process-holder.ts';
export { createLogger, memoryLogger, silentLogger } from './logging/create-logger.ts';
export { openJsonSink, textSink } from './logging/log-sinks.ts';
export type { Logger, LogSink } from './logging/logger.ts';
export { openRotatingFile } from './logging/rotating-file.ts';
export { runLogSink } from './logging/run-log-sink.ts';
export { type CallTally, openCallTally } from './metrics/call-tally.ts';
export { type PulledSource, pullSources } from './observe/pull-sources.ts';
export { openEmbeddedSeriesStore } from './series/embedded/embedded-series-store.ts';
export { inspectSamples, type SeriesExtent } from './series/embedded/inspect-samples.ts';
export { InfluxError, type InfluxFault } from './series/influxdb/influx-error.ts';
export { type Publisher, publishingSeriesStore } from './series/publishing-series-store.ts';
export {
  type AppendResult,
  SampleError,
  type Samples,
  type SeriesChanges,
  type SeriesStore,
  type SetSamples,
  type ValueEntry,
} from './series/series-store.ts';
export { openStateDatabase, stateStoreIn } from './state/open-state-store.ts';
export type { Json, LogLevel, RunId } from './state/run-record.ts';
export type { Fenced, StateStore } from './state/state-store.ts';
