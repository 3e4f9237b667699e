/**
 * What happens when an asset graph runs.
 *
 * - run: one execution of a plan; step: one asset within it; span: a contiguous stretch of partitions
 * - state store: what is recorded about partitions, runs and sources; commit: one numbered transaction of it
 * - series store: values of partitions, and samples of raw series
 * - command: what somebody asks the process that may write for; lease: the proof that a process may, with a fencing token
 * - observation: what a source saw, recorded as fingerprints
 */
export type { Clock, Timers } from './clock/clock.ts';
export { systemClock } from './clock/system-clock.ts';
export {
  type AssetStatus,
  Engine,
  type EngineParts,
  type MaterializeOptions,
  type PlanOptions,
  type ProgressEvent,
  type StoredValue,
} from './engine/engine.ts';
export type { Explanation } from './engine/explain.ts';
export { type PlanRequest, selectAssets } from './engine/plan-request.ts';
export type { RunReport, StepReport } from './engine/run-report.ts';
export { StepError } from './execute/execute-plan.ts';
