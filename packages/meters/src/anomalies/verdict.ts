import { formatDay, formatHash, hashText } from '@meterworks/assets';
import type { Anomaly, AnomalyType, Severity } from '../values/anomaly.ts';
import type { AnomalyInput } from './anomaly-input.ts';

/** What a layer says of one day; days are day numbers, amounts in the meter's output unit. */
export interface Verdict {
  readonly type: AnomalyType;
  readonly severity: Severity;
  /** First day of the incident: what its id is made from. */
  readonly since: number;
  /** UTC ms, where the incident starts within or before the day `since`. */
  readonly start?: number;
  readonly observed?: number;
  readonly expected?: number;
  readonly lower?: number;
  readonly upper?: number;
  readonly score?: number;
  readonly message: string;
}

/** Takes a layer's verdict on a day. */
export type Report = (day: number, verdict: Verdict) => void;

/** The same incident has the same id on each of its days and in each run: meter, type and first day. */
export function incidentId(meterId: string, type: AnomalyType, since: number): string {
  return `${type}-${formatDay(since)}-${formatHash(hashText(`${meterId}\n${type}\n${since}`))}`;
}

export function toAnomaly({ meterId, zone }: AnomalyInput, day: number, verdict: Verdict): Anomaly {
  const { type, severity, since, message } = verdict;
  return {
    id: incidentId(meterId, type, since),
    type,
    severity,
    start: verdict.start ?? zone.dayStart(since),
    end: zone.dayStart(day + 1),
    observed: verdict.observed ?? Number.NaN,
    expected: verdict.expected ?? Number.NaN,
    lower: verdict.lower ?? Number.NaN,
    upper: verdict.upper ?? Number.NaN,
    score: verdict.score ?? Number.NaN,
    message,
  };
}

/** Three significant digits, but whole numbers whole: `0.123`, `12.3`, `1234`. */
export function plainNumber(value: number): string {
  const size = Math.abs(value);
  if (size >= 100 || value === 0) return String(Math.round(value));
  if (size < 1e-4) return value.toExponential(1);
  return String(Number(value.toPrecision(3)));
}

/** `12 %`, and `3.4 %` where it is little. */
export function shareText(share: number): string {
  const percent = 100 * share;
  return `${Math.abs(percent) < 10 ? Math.round(10 * percent) / 10 : Math.round(percent)} %`;
}

/** `1 day`, `3 days`. */
export function countOf(count: number, noun: string): string {
  return `${plainNumber(count)} ${noun}${count === 1 ? '' : 's'}`;
}
