export type { AnomalyInput, DayBalance, MeterKind } from './anomaly-input.ts';
export { detectAnomalies } from './detect-anomalies.ts';
