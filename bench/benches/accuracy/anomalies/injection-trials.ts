import { formatMonth, monthOfDay } from '@meterworks/assets';
import {
  acceptedTypes,
  dropDays,
  type Injection,
  type InjectionKind,
  injections,
  type UsualMeter,
} from './injections.ts';
import { type HourlyMeter, type Incident, judgeMeter } from './judged-meter.ts';
import { closeReadings, indexAt, openReadings } from './open-readings.ts';
import { notClean } from './real-meters.ts';
import { seededDraws } from './seeded-draws.ts';

const dayMs = 86_400_000;
/** Days that are judged before and after an injection; all of them are measured in the untouched readings. */
const around = { before: 30, after: 60 } as const;
/** Days of readings that a verdict can look back on, and the fewest that a meter has had to learn from. */
const memory = { most: 401, fewest: 100 } as const;

/** One injection in a meter's otherwise untouched readings, and all that was then said of the days around it. */
export interface Trial {
  readonly meter: HourlyMeter;
  readonly injection: Injection;
  readonly incidents: readonly Incident[];
}

/** A meter as it is, and the days (day numbers) on which something may be put in. */
export interface TrialMeter {
  readonly meter: HourlyMeter;
  readonly usual: UsualMeter;
  readonly days: readonly number[];
}

export function trialMeter(meter: HourlyMeter): TrialMeter {
  const { first, last, consumption } = judgeMeter(meter);
  const measured = (day: number) => consumption.get(day)?.quality === 'measured';
  const amounts = [...consumption.keys()].filter(measured).map((day) => consumption.get(day)?.consumption ?? 0);
  const days: number[] = [];
  // Days since the last one that is not measured, or lies in a month that is known not to be clean.
  let clean = 0;
  for (let day = first; day <= last; day++) {
    clean = measured(day) && !notClean.has(formatMonth(monthOfDay(day))) ? clean + 1 : 0;
    const middle = day - around.after;
    if (clean > around.before + around.after && middle - first >= memory.fewest) days.push(middle);
  }
  const p99 = quantile(amounts, 0.99);
  const mean = amounts.reduce((sum, amount) => sum + amount, 0) / amounts.length;
  const inOrder = [...consumption.values()].map((value) => value.consumption ?? Number.NaN);
  const ownChange = ownChangeOf(inOrder);
  const least = quantile(windowSums(inOrder, dropDays), 0.02);
  return {
    meter,
    days,
    usual: { kind: meter.kind, zone: meter.zone, p99, mean, least, ownChange, longestRest: longestRest(meter) },
  };
}

/** Puts something in on a day that the seed chooses; undefined where this meter has no day for it. */
export function tryInjection({ meter, usual, days }: TrialMeter, kind: InjectionKind, seed: number): Trial | undefined {
  const draw = seededDraws(`${meter.name}/${kind}/${seed}`);
  const day = days[Math.floor(draw() * days.length)];
  if (day === undefined) return undefined;
  const { zone } = meter;
  const readings = openReadings(meter.readings);
  const injection = injections[kind](readings, zone.dayStart(day) + Math.floor(24 * draw()) * 3_600_000, usual, draw());
  if (injection === undefined) return undefined;
  const end = Math.max(zone.dayStart(day + around.after), injection.end + 3 * dayMs);
  const from = indexAt(readings, zone.dayStart(day - around.before - memory.most));
  const to = indexAt(readings, end);
  const judged = judgeMeter(meter, closeReadings(readings, from, to));
  const since = zone.dayStart(day - around.before);
  return { meter, injection, incidents: judged.incidents.filter((incident) => incident.end > since) };
}

/** Whether an incident is right about an injection. */
export function tells({ type, start, end }: Incident, injection: Injection): boolean {
  const accepted: readonly string[] = acceptedTypes[injection.kind];
  return accepted.includes(type) && start <= injection.end + dayMs && end >= injection.start - dayMs;
}

/** Whether an incident has nothing to do with an injection: it lies elsewhere. */
export function isElsewhere({ start, end }: Incident, injection: Injection): boolean {
  return end < injection.start - dayMs || (injection.lasts !== true && start > injection.end + dayMs);
}

/** Whether an incident says of a meter that it is low while, by its truth, nobody was there. */
export function tellsAbsence({ type, start, end, verdict }: Incident, { absences = [] }: HourlyMeter): boolean {
  const isLow = type === 'drop' || type === 'stuck' || (type === 'step' && verdict.observed < verdict.expected);
  return isLow && absences.some(({ from, to }) => start < to + dayMs && end > from - dayMs);
}

function ownChangeOf(amounts: readonly number[]): number {
  const sums = windowSums(amounts, 28);
  return Math.exp(
    quantile(
      sums.slice(28).map((sum, i) => Math.abs(Math.log(sum / (sums[i] as number)))),
      0.98,
    ),
  );
}

function windowSums(amounts: readonly number[], days: number): number[] {
  return Array.from({ length: Math.max(0, amounts.length - days + 1) }, (_, i) =>
    amounts.slice(i, i + days).reduce((sum, amount) => sum + amount, 0),
  );
}

/** Of the values that are finite. */
function quantile(values: readonly number[], share: number): number {
  const sorted = values.filter(Number.isFinite).sort((a, b) => a - b);
  return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

/** Hours of the longest rest but one: the longest may be a fault of its own. */
function longestRest({ readings: { times, registers } }: HourlyMeter): number {
  let [longest, second] = [0, 0];
  let since = 0;
  for (let i = 1; i <= registers.length; i++) {
    if (registers[i] === registers[since]) continue;
    const rest = (times[i - 1] as number) - (times[since] as number);
    if (rest > longest) [longest, second] = [rest, longest];
    else if (rest > second) second = rest;
    since = i;
  }
  return second / 3_600_000;
}
