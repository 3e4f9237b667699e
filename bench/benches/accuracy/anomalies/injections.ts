import type { Anomaly } from '@meterworks/meters';
import { indexAt, type OpenReadings, registerAt } from './open-readings.ts';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** Which verdicts are right about what was put in: the bench's own rule, `spike` and `implausible_rate` being one. */
export const acceptedTypes = {
  spike: ['spike', 'implausible_rate'],
  drop: ['drop'],
  'step up': ['step', 'spike'],
  'step down': ['step', 'drop'],
  stuck: ['stuck'],
  'high reading': ['implausible_rate', 'spike'],
  'low reading': ['register_decrease'],
  reset: ['reset'],
  silent: ['silent'],
} as const satisfies Readonly<Record<string, readonly (Anomaly['type'] | 'step')[]>>;
export type InjectionKind = keyof typeof acceptedTypes;

/** What was put into a meter's readings, and when it shows first and last, UTC ms. */
export interface Injection {
  readonly kind: InjectionKind;
  readonly start: number;
  readonly end: number;
}

/** What a meter is like before anything is put in. */
export interface UsualMeter {
  /** The 99th percentile of its measured days, and their median. */
  readonly p99: number;
  /** Hours of its longest rest. */
  readonly longestRest: number;
}

/** Changes the readings from an instant on; undefined where this cannot be put in there. `draw` is uniform in [0, 1). */
type Inject = (readings: OpenReadings, at: number, meter: UsualMeter, draw: number) => Injection | undefined;

export const injections: Readonly<Record<InjectionKind, Inject>> = {
  /** Ten hours with 3 × p99 of days on top. */
  spike: (readings, at, { p99 }) => {
    const start = indexAt(readings, at);
    for (let i = start; i < start + 10; i++) add(readings, i, (3 * p99) / 10);
    return span(readings, 'spike', start, start + 10);
  },
  /** A twentieth of what three days would have used. */
  drop: (readings, at) => {
    const start = indexAt(readings, at);
    const end = indexAt(readings, at + 3 * dayMs);
    for (let i = start; i < end; i++) scale(readings, i, 0.05);
    return span(readings, 'drop', start, end);
  },
  /** 30 % to 100 % more, for good. */
  'step up': (readings, at, _, draw) => lasting(readings, 'step up', at, 1.3 + 0.7 * draw),
  /** 30 % to 65 % less, for good. */
  'step down': (readings, at, _, draw) => lasting(readings, 'step down', at, 0.7 - 0.35 * draw),
  /** Twice the longest rest, but at least a day. What was used meanwhile is lost. */
  stuck: (readings, at, { longestRest }) => {
    const start = indexAt(readings, at);
    const end = indexAt(readings, at + Math.max(24, 2 * longestRest) * hourMs);
    for (let i = start; i < end; i++) scale(readings, i, 0);
    return span(readings, 'stuck', start, end);
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
    readings.restarts.add(index);
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

function lasting(readings: OpenReadings, kind: InjectionKind, at: number, factor: number): Injection {
  const start = indexAt(readings, at);
  for (let i = start; i < readings.amounts.length; i++) scale(readings, i, factor);
  // Nobody can tell it from the first days of many kinds of use: it may be told within the month.
  return span(readings, kind, start, indexAt(readings, at + 28 * dayMs));
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
