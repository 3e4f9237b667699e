export const anomalyTypes = [
  'spike',
  'drop',
  'stuck',
  'continuous_flow',
  'register_decrease',
  'reset',
  'rollover',
  'implausible_rate',
  'silent',
  'balance',
  'step',
] as const;
export type AnomalyType = (typeof anomalyTypes)[number];
export const severities = ['info', 'warning', 'critical'] as const;
export type Severity = (typeof severities)[number];

/**
 * One day's verdict on one meter. Verdicts of consecutive days with the same `id` are one incident;
 * the id is derived from meter, type and first day, so a re-run updates and never doubles.
 */
export interface Anomaly {
  readonly id: string;
  readonly type: AnomalyType;
  readonly severity: Severity;
  /** UTC ms: start of the incident, end of what this verdict covers. */
  readonly start: number;
  readonly end: number;
  /** Amount (or rate × its time) observed and expected in the meter's output unit; NaN where the type has none. */
  readonly observed: number;
  readonly expected: number;
  readonly lower: number;
  readonly upper: number;
  /** Deviation ÷ spread; NaN where the type has none. */
  readonly score: number;
  readonly message: string;
}
