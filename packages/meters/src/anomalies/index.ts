export type { AnomalyInput, MeterKind } from './anomaly-input.ts';
export { detectAnomalies } from './detect-anomalies.ts';
