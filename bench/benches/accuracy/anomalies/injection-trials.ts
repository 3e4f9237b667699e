import type { Injection, InjectionKind, UsualMeter } from './injections.ts';
import { acceptedTypes, injections } from './injections.ts';
import { type HourlyMeter, type Incident, type JudgedMeter, judgeMeter } from './judged-meter.ts';
import { closeReadings, openReadings } from './open-readings.ts';
import { seededDraws } from './seeded-draws.ts';

const dayMs = 86_400_000;

/** One run of a meter with injections in it, far enough apart to be told apart. */
export interface Trial {
  readonly meter: string;
  readonly injected: readonly Injection[];
  /** Incidents that were not there before anything was put in. */
  readonly incidents: readonly Incident[];
}

/** So long a meter is left alone, at its beginning to learn from and between two injections. */
const spacing = { learn: 100, between: 50 } as const;

export interface UntouchedMeter extends UsualMeter {
  readonly meter: HourlyMeter;
  readonly judged: JudgedMeter;
}

export function untouchedMeter(meter: HourlyMeter): UntouchedMeter {
  const judged = judgeMeter(meter);
  const days = [...judged.consumption.values()]
    .filter(({ quality }) => quality === 'measured')
    .map(({ consumption }) => consumption ?? 0)
    .sort((a, b) => a - b);
  return {
    meter,
    judged,
    p99: days[Math.floor(0.99 * (days.length - 1))] as number,
    longestRest: longestRest(meter),
  };
}

/** Puts one of the kinds after the other into a meter, all over its readings, and judges it. */
export function tryInjections(
  { meter, judged, ...usual }: UntouchedMeter,
  kinds: readonly InjectionKind[],
  seed: number,
): Trial {
  const draw = seededDraws(`${meter.name}/${kinds.join()}/${seed}`);
  const readings = openReadings(meter.readings);
  const injected: Injection[] = [];
  const start = readings.times[0] as number;
  const end = (readings.times.at(-1) as number) - 30 * dayMs;
  const lasting = kinds.every((kind) => kind.startsWith('step'));
  let at =
    start + (spacing.learn + (lasting ? 0.6 * draw() * ((end - start) / dayMs - spacing.learn) : 20 * draw())) * dayMs;
  while (at < end) {
    const kind = kinds[Math.floor(draw() * kinds.length)] as InjectionKind;
    const injection = injections[kind](readings, at, usual, draw());
    if (injection !== undefined) injected.push(injection);
    if (lasting) break;
    at = (injection?.end ?? at) + (spacing.between + 20 * draw()) * dayMs;
  }
  const before = new Set(judged.incidents.map(({ type, start }) => `${type} ${start}`));
  const { incidents } = judgeMeter(meter, closeReadings(readings));
  return {
    meter: meter.name,
    injected,
    incidents: incidents.filter(({ type, start }) => !before.has(`${type} ${start}`)),
  };
}

/** Whether an incident is right about an injection: the same meter is understood. */
export function tells({ type, start, end }: Incident, injection: Injection): boolean {
  const accepted: readonly string[] = acceptedTypes[injection.kind];
  return accepted.includes(type) && start <= injection.end + dayMs && end >= injection.start - dayMs;
}

function longestRest({ readings: { times, registers } }: HourlyMeter): number {
  let longest = 0;
  let since = 0;
  for (let i = 1; i < registers.length; i++) {
    if (registers[i] !== registers[since]) since = i;
    longest = Math.max(longest, (times[i] as number) - (times[since] as number));
  }
  return longest / 3_600_000;
}
