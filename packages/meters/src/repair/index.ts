export type { RepairCheckpoint } from './checkpoint.ts';
export { commonRateOf } from './common-rate.ts';
export { type Kept, type Repaired, repairKeeping, repairReadings } from './repair-readings.ts';
export type { Decision, Readings, RepairRules } from './repair-rules.ts';
export { intervalFlags, type RepairedSeries } from './repaired-series.ts';
export { resumeRepair } from './resume-repair.ts';
