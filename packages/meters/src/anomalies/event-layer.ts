import { formatDay } from '@meterworks/assets';
import type { AnomalyType, Severity } from '../values/anomaly.ts';
import type { RepairEvent, RepairEventType } from '../values/repaired-day.ts';
import type { AnomalyInput } from './anomaly-input.ts';
import type { DayColumns } from './day-columns.ts';
import { memoryDays } from './thresholds.ts';
import { countOf, plainNumber, type Report } from './verdict.ts';

interface Finding {
  readonly type: AnomalyType;
  readonly severity: Severity;
}

const registerDecrease: Finding = { type: 'register_decrease', severity: 'warning' };

/**
 * What a finding of the repair means to a person. Findings that only concern how readings were delivered are not anomalies; nor is a dip,
 * which by its definition lies within the tolerance of the register.
 */
const findings: Partial<Record<RepairEventType, Finding>> = {
  reset: { type: 'reset', severity: 'warning' },
  rollover: { type: 'rollover', severity: 'info' },
  zero: registerDecrease,
  negative: registerDecrease,
  'unconfirmed-fall': registerDecrease,
  spike: { type: 'implausible_rate', severity: 'warning' },
  'implausible-rate': { type: 'implausible_rate', severity: 'warning' },
  'stale-hold': { type: 'stuck', severity: 'info' },
};

/** A single reading that was refused may be too high or too low. */
function findingOf(event: RepairEvent): Finding | undefined {
  return event.type === 'spike' && event.to < event.from ? registerDecrease : findings[event.type];
}

/**
 * Findings of the repair as verdicts: one a type and day, on each day that the stretch of one touches; those on consecutive days are one
 * incident. What began before the memory is forgotten, so that a verdict depends on no older day.
 */
export function reportEvents(input: AnomalyInput, columns: DayColumns, report: Report): void {
  const { repaired, wanted, count } = columns;
  const started: StartedEvent[] = [];
  for (let i = 0; i < count; i++) {
    const events = repaired[i]?.events;
    if (events === undefined || events.length === 0) continue;
    for (const event of events) {
      const type = findingOf(event)?.type;
      if (type !== undefined) started.push({ index: i, event, type });
    }
  }
  for (const type of new Set(started.map((one) => one.type))) {
    const touched = touchedDays(
      columns,
      started.filter((one) => one.type === type),
    );
    for (let i = wanted; i < count; i++) {
      const events = (touched[i] as StartedEvent[]).map((one) => one.event);
      if (events.length > 0) reportDay(type, i, events, touched, input, columns, report);
    }
  }
}

interface StartedEvent {
  /** Index of the day it belongs to. */
  readonly index: number;
  readonly event: RepairEvent;
  readonly type: AnomalyType;
}

/** Per day the events that start in it or still go on. */
function touchedDays({ zone, firstDay, count }: DayColumns, started: readonly StartedEvent[]): StartedEvent[][] {
  const touched: StartedEvent[][] = Array.from({ length: count }, () => []);
  for (const one of started) {
    const { index, event } = one;
    for (let k = index; k < count && k - index < memoryDays; k++) {
      if (k > index && zone.dayStart(firstDay + k) >= event.until) break;
      touched[k]?.push(one);
    }
  }
  return touched;
}

function reportDay(
  type: AnomalyType,
  i: number,
  events: readonly RepairEvent[],
  touched: readonly (readonly StartedEvent[])[],
  { unit }: AnomalyInput,
  { firstDay }: DayColumns,
  report: Report,
): void {
  const remembered = (one: StartedEvent) => one.index > i - memoryDays;
  let since = i;
  while (since > 0 && i - since < memoryDays - 1 && touched[since - 1]?.some(remembered)) since--;
  const main = events.reduce((a, b) => (Math.abs(b.to - b.from) > Math.abs(a.to - a.from) ? b : a));
  const severity = events.some((event) => findingOf(event)?.severity === 'warning') ? 'warning' : 'info';
  const more = events.length > 1 ? ` (and ${countOf(events.length - 1, 'more finding')} on this day)` : '';
  report(firstDay + i, {
    type,
    severity,
    since: firstDay + since,
    observed: main.to,
    expected: main.from,
    message: `${sentenceOf(main, unit, firstDay + i)}${more}.`,
  });
}

function sentenceOf(event: RepairEvent, unit: string, day: number): string {
  const from = `${plainNumber(event.from)} ${unit}`;
  const to = `${plainNumber(event.to)} ${unit}`;
  const on = formatDay(day);
  switch (event.type) {
    case 'reset':
      return `The register started again at ${to} after ${from} on ${on}`;
    case 'rollover':
      return `The register passed its last digit on ${on}: ${from}, then ${to}`;
    case 'stale-hold':
      return `The register stood at ${from} and then stepped by ${plainNumber(event.amount)} ${unit}: nothing new came on ${on}`;
    case 'spike':
    case 'implausible-rate':
      if (event.to < event.from) break;
      return `A reading of ${to} after ${from} on ${on} is faster than this meter can count`;
    default:
      break;
  }
  return `The register fell from ${from} to ${to} on ${on}`;
}
