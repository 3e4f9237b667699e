/**
 * What an asset graph is. Pure: no I/O, no clock.
 *
 * - asset: a declared thing with a value per partition; external ones are observed by a source, the others computed
 * - partition: one local hour, day, month or year of an asset; ordinal: its number; span: a contiguous stretch of them
 * - materialization: a partition's value made once and recorded; observation: the same for an external asset
 * - facet: a part of the value with a version of its own
 * - version: 64-bit hash of content; fingerprint: the same of what a source sees
 * - stale: recorded inputs, code or configuration are not those of now; certain by its own record, possible by its upstream's
 * - checkpoint: what a computation over all partitions leaves behind so that the next one need not begin anew
 * - domain: the partitions that an asset has at a given instant
 * - plan: ordered steps that make what is wanted, inputs first
 */
export { type AssetKey, AssetKeyError, assetKey } from './asset-key.ts';
export { type Automation, eager, manual, onCron } from './automation/automation.ts';
export {
  type AutomationDecision,
  type AutomationFacts,
  decideAutomation,
  wantedBy,
} from './automation/decide-automation.ts';
export { checkpointBasis } from './checkpoint/checkpoint-basis.ts';
export type {
  Asset,
  AssetDefinition,
  AssetLog,
  BackfillPolicy,
  CancelSignal,
  Compute,
  ComputeContext,
  ConfigPiece,
  DomainRule,
  Facet,
  WholeOutcome,
} from './definition/asset.ts';
export { carryFacet } from './definition/asset.ts';
export type { Check, CheckContext, CheckSeverity, CheckSpec, Finding } from './definition/check.ts';
export type { Checkpoint, Checkpointed, CheckpointSpec, WholeResult } from './definition/checkpoint.ts';
export { defineAsset, type LazyRangeReader, type LazyReader } from './definition/define-asset.ts';
export {
  type AssetRef,
  all,
  type Dependency,
  type DependencySpec,
  dependencySignature,
  group,
  lazy,
  type Mapping,
  reference,
  window,
  within,
} from './definition/dependency.ts';
export { type Absent, absent, Failed, failed, type Outcome } from './definition/outcome.ts';
export { defaultRetryPolicy, type RetryPolicy, retryPauseMs } from './definition/retry-policy.ts';
export { ColumnSeries, type Series } from './definition/series.ts';
export { type Sliced, sliced } from './definition/sliced.ts';
export {
  defineExternal,
  type Observation,
  type ObservedAsset,
  type ObservedPartition,
  type Source,
} from './definition/source.ts';
export { lastChangedInput } from './explain/changed-inputs.ts';
export { describeCause } from './explain/describe-cause.ts';
export { explainPartition, type PartitionFacts } from './explain/explain-partition.ts';
export type { ChangedPartition, ConfigChange, PartitionCause } from './explain/partition-cause.ts';
export { evaluateFreshness, type Freshness, type FreshnessRule } from './freshness/freshness.ts';
export { type AssetGraph, buildGraph } from './graph/asset-graph.ts';
export { describeGraphProblem, GraphError, type GraphProblem } from './graph/graph-problem.ts';
export { isCutByResuming, mappedRange } from './graph/mapped-range.ts';
export { hull } from './graph/resolve-domain.ts';
export { nearestName } from './nearest-name.ts';
export { daily, monthly, type PartitionStart, yearly } from './partitions/calendar-scheme.ts';
export { GrainOrderError, ordinalContaining, ordinalsWithin } from './partitions/grain-mapping.ts';
export { hourly } from './partitions/hourly.ts';
export { PartitionKeyError } from './partitions/partition-key-error.ts';
export { PartitionRangeError, parsePartitionRange } from './partitions/partition-range.ts';
export type { Grain, OrdinalRange, PartitionKey, PartitionScheme } from './partitions/partition-scheme.ts';
export { formatSpans, spansOf } from './partitions/spans.ts';
export { unpartitioned } from './partitions/unpartitioned.ts';
export { estimateStep, type TimedStep } from './planning/estimate-time.ts';
export { type Plan, type PlanInput, type PlanStep, planRun } from './planning/plan-run.ts';
export { Secret } from './secret.ts';
export { parseSelection } from './selection/parse-selection.ts';
export {
  type ResolvedSelection,
  resolveSelection,
  type SelectionView,
  type StateFilter,
} from './selection/resolve-selection.ts';
export { SelectionError } from './selection/selection-error.ts';
export { formatSelection, type SelectionNode } from './selection/selection-node.ts';
export { type AssetStaleness, isCertain, type Staleness } from './staleness/asset-staleness.ts';
export { evaluateStaleness, type LiveStaleness } from './staleness/evaluate-staleness.ts';
export { configAt, type RecordedInputs } from './staleness/recorded-inputs.ts';
export { CauseCounts, causeBits, causesIn, type StaleCauseKind } from './staleness/stale-cause.ts';
export { noPartition, type Status, statusCodes, statuses } from './staleness/status.ts';
export { alignColumns } from './state/align-columns.ts';
export { overlayColumns, sliceColumns } from './state/column-parts.ts';
export { partitionFlags, StateColumns, type StateLayout } from './state/state-columns.ts';
export { ByteReader, ByteWriter } from './value/bytes.ts';
export {
  type Codec,
  canonicalJson,
  codecOf,
  decodeValue,
  encodeValue,
  flag,
  float64,
  float64List,
  json,
  listOf,
  oneOf,
  optionalFloat64,
  type RecordCodec,
  record,
  taggedBy,
  text,
  uint32,
} from './value/codec.ts';
export type { CodecSchema } from './value/codec-schema.ts';
export { formatHash, type Hash64, hashBytes, hashHigh, hashLow, hashText } from './version/content-hash.ts';
export {
  civilDate,
  dayMs,
  dayNumber,
  dayOfYear,
  daysInMonth,
  firstDayOfMonth,
  formatDay,
  formatMonth,
  formatYear,
  isLeapYear,
  isoWeekday,
  monthNumber,
  monthOfDay,
  monthOfYear,
  parseDay,
  yearOfDay,
  yearOfMonth,
} from './zone/civil-date.ts';
export { UnknownZoneError } from './zone/unknown-zone-error.ts';
export { formatOffset, openZone, type Zone } from './zone/zone.ts';
