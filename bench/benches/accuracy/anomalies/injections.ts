import type { Zone } from '@meterworks/assets';
import type { Anomaly } from '@meterworks/meters';
import type { MeterKind } from '@meterworks/meters/anomalies';
import { indexAt, type OpenReadings, registerAt } from './open-readings.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
export const dropDays = 10;

/** Which verdicts are right about what was put in: the bench's own rule, `spike` and `implausible_rate` being one. */
export const acceptedTypes = {
  spike: ['spike', 'implausible_rate'],
  drop: ['drop'],
  'step up': ['step', 'spike'],
  'step down': ['step', 'drop'],
  stuck: ['stuck'],
  'long standstill': ['stuck', 'drop'],
  'high reading': ['implausible_rate', 'spike'],
  'low reading': ['register_decrease'],
  reset: ['reset'],
  silent: ['silent'],
} as const satisfies Readonly<Record<string, readonly Anomaly['type'][]>>;
export type InjectionKind = keyof typeof acceptedTypes;

/** How large what is put in is, for the table. */
export const sizes: Readonly<Record<InjectionKind, string>> = {
  spike: '3 × p99 of days in 10 h',
  drop: '5 % for 10 days',
  'step up': '≥ 30 %, ≥ own change^1.5',
  'step down': '≥ 30 %, ≥ own change^1.5',
  stuck: '≥ 24 h, gas 4 d, water 18 d, ≥ 2 × longest rest',
  'long standstill': '90 d, of heat and of what rests over a month',
  'high reading': 'a digit more',
  'low reading': 'a digit less',
  reset: 'to 0',
  silent: '10 days',
};

/** What was put into a meter's readings, and when it shows first and last, UTC ms. */
export interface Injection {
  readonly kind: InjectionKind;
  readonly start: number;
  readonly end: number;
  /** It goes on: what is told of it later is no false alarm. */
  readonly lasts?: true;
}

/**
 * Hours of the shortest standstill that is put in. Water may rest for a fortnight, gas for a summer's days. Heat rests for a summer, and other meters
 * that rest for more than a month by themselves do so by season: what is longer than a season's floor of 60 days by the usual margin of a
 * half is counted apart.
 */
const monthHours = 30 * 24;
const longStandstillHours = 1.5 * 60 * 24;
const leastStandstill: Readonly<Record<MeterKind, number | undefined>> = {
  electricity: 24,
  gas: 4 * 24,
  water: 18 * 24,
  heat: undefined,
  other: undefined,
};

/** What a meter is like before anything is put in. */
export interface UsualMeter {
  readonly kind: MeterKind;
  readonly zone: Zone;
  /** The 99th percentile of its measured days. */
  readonly p99: number;
  /** Their mean. */
  readonly mean: number;
  /** The least of ten days in a row, but for one in fifty. */
  readonly least: number;
  /** The factor by which four weeks differ from the four before, which all but one in fifty keep within. */
  readonly ownChange: number;
  /** Hours of its longest rest but one. */
  readonly longestRest: number;
}

/** Changes the readings from an instant on; undefined where this cannot be put in there. `draw` is uniform in [0, 1). */
type Inject = (readings: OpenReadings, at: number, meter: UsualMeter, draw: number) => Injection | undefined;

/** What was used meanwhile is lost. Where the meter would have stood still anyhow, or is not read to its end, nothing is put in. */
function standstill(
  kind: 'stuck' | 'long standstill',
  readings: OpenReadings,
  at: number,
  hours: number,
  { mean }: UsualMeter,
): Injection | undefined {
  const start = indexAt(readings, at);
  const end = indexAt(readings, at + hours * hourMs);
  if (end >= readings.times.length - 1) return undefined;
  if (registerAt(readings, end) - registerAt(readings, start) < (0.5 * mean * hours) / 24) return undefined;
  for (let i = start; i < end; i++) scale(readings, i, 0);
  return span(readings, kind, start, end);
}

export const injections: Readonly<Record<InjectionKind, Inject>> = {
  /** 3 × p99 of days on top, from 8 to 18 o'clock. */
  spike: (readings, at, { p99, zone }) => {
    const start = indexAt(readings, zone.dayStart(zone.dayOf(at)) + 8 * hourMs);
    for (let i = start; i < start + 10; i++) add(readings, i, (3 * p99) / 10);
    return span(readings, 'spike', start, start + 10);
  },
  /** A twentieth of what ten days would have used, where the meter is not as low by itself. */
  drop: (readings, at, { least, mean }) => {
    const start = indexAt(readings, at);
    const end = indexAt(readings, at + dropDays * dayMs);
    const amount = registerAt(readings, end) - registerAt(readings, start);
    // Nothing is put in where it is low anyhow.
    if (0.05 * amount > 0.25 * least || amount < 0.5 * mean * dropDays) return undefined;
    for (let i = start; i < end; i++) scale(readings, i, 0.05);
    return span(readings, 'drop', start, end);
  },
  /**
   * At least 30 % more for good, but half as much again as the level changes by itself. A meter whose four weeks double by themselves has no
   * level.
   */
  'step up': (readings, at, meter) => {
    const factor = stepOf(meter, 1.3);
    return factor === undefined ? undefined : lasting(readings, 'step up', at, factor);
  },
  /** As much less. */
  'step down': (readings, at, meter) => {
    const factor = stepOf(meter, 1 / 0.7);
    return factor === undefined ? undefined : lasting(readings, 'step down', at, 1 / factor);
  },
  /** Twice the longest rest, but at least what is of interest for its kind. What was used meanwhile is lost. */
  stuck: (readings, at, meter) => {
    const least = leastStandstill[meter.kind];
    if (least === undefined || meter.longestRest > monthHours) return undefined;
    return standstill('stuck', readings, at, Math.max(least, 2 * meter.longestRest), meter);
  },
  /** Of a meter that rests over a month at times: longer than it may by any season. */
  'long standstill': (readings, at, meter) => {
    if (leastStandstill[meter.kind] !== undefined && meter.longestRest <= monthHours) return undefined;
    return standstill('long standstill', readings, at, longStandstillHours, meter);
  },
  /** One reading far above its neighbours: a digit too many. */
  'high reading': (readings, at, { p99 }) => {
    const index = indexAt(readings, at);
    readings.shown.set(index, registerAt(readings, index) * 10 + 100 * p99);
    return span(readings, 'high reading', index, index);
  },
  /** One reading far below: a digit is missing. */
  'low reading': (readings, at, { p99 }) => {
    const index = indexAt(readings, at);
    const register = registerAt(readings, index);
    if (register < 5 * p99) return undefined;
    readings.shown.set(index, Math.floor(register / 10));
    return span(readings, 'low reading', index, index);
  },
  /** The register starts again at 0. */
  reset: (readings, at, { p99 }) => {
    const index = indexAt(readings, at);
    if (registerAt(readings, index) < 5 * p99) return undefined;
    readings.restarts.set(index, 0);
    return span(readings, 'reset', index, index);
  },
  /** Ten days without a reading. */
  silent: (readings, at) => {
    const start = indexAt(readings, at);
    const end = indexAt(readings, at + 10 * dayMs);
    for (let i = start; i < end; i++) readings.lost.add(i);
    return span(readings, 'silent', start, end);
  },
};

/** The factor of a step; none for a meter that has no level. */
function stepOf({ ownChange }: UsualMeter, least: number): number | undefined {
  return ownChange > 2 ? undefined : Math.max(least, ownChange ** 1.5);
}

function lasting(readings: OpenReadings, kind: InjectionKind, at: number, factor: number): Injection {
  const start = indexAt(readings, at);
  for (let i = start; i < readings.amounts.length; i++) scale(readings, i, factor);
  // Nobody can tell it from the first days of many kinds of use: it may be told within the month.
  return { ...span(readings, kind, start, indexAt(readings, at + 28 * dayMs)), lasts: true };
}

function span({ times }: OpenReadings, kind: InjectionKind, start: number, end: number): Injection {
  const at = (index: number) => times[Math.min(index, times.length - 1)] as number;
  return { kind, start: at(start), end: at(end) };
}

function add({ amounts }: OpenReadings, index: number, amount: number): void {
  if (index < amounts.length) amounts[index] = (amounts[index] as number) + amount;
}

function scale({ amounts }: OpenReadings, index: number, factor: number): void {
  if (index < amounts.length) amounts[index] = (amounts[index] as number) * factor;
}
