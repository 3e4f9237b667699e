export { commonRateOf } from './common-rate.ts';
export { repairReadings } from './repair-readings.ts';
export type { Decision, Readings, RepairRules } from './repair-rules.ts';
export { intervalFlags, type RepairedSeries } from './repaired-series.ts';
