export { commonRateOf } from './common-rate.ts';
export { repairReadings } from './repair-readings.ts';
export type { Decision, DeclaredExchange, KnownRegister, Readings, RepairRules } from './repair-rules.ts';
export { intervalFlags, type RepairedSeries } from './repaired-series.ts';
