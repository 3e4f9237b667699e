import { openZone } from '@meterworks/assets';
import type { Readings } from '@meterworks/meters/repair';
import type { Measurement } from '../../measurement.ts';
import { seededDraws } from './anomalies/seeded-draws.ts';
import { type MadeDays, type MeterFacts, makeDays } from './made-days.ts';
import { hasRealSeries, readRealSeries, realSeries } from './real-series.ts';
import type { Section } from './section.ts';
import { thinned } from './sparse-readings.ts';

const hourMs = 3_600_000;
const draws = 4;
/** Hours without readings, and how many such gaps a draw has. */
const gaps = [
  { hours: 24, count: 40 },
  { hours: 72, count: 28 },
  { hours: 168, count: 12 },
  { hours: 480, count: 4 },
] as const;
/** Days from one reading to the next. */
const spacings = [7, 30, 90];
/** p10 and p90 promise .8; a tenth of that is left to chance. */
const aim = 0.72;

/** How often days whose readings are hidden lie between the p10 and p90 that are published with their estimate. */
export const uncertainty: Section = {
  name: `p10 and p90 of estimated days, ${draws} draws a gap length and series`,
  measure() {
    if (!hasRealSeries()) return [];
    const names = (['nl-home', 'de-household'] as const).flatMap((folder) =>
      realSeries[folder].map((name) => `${folder}/${name}`),
    );
    return [...gaps.flatMap(({ hours, count }) => measureLength(names, hours, count)), ...spacings.map(measureSparse)];
  },
};

function measureLength(names: readonly string[], hours: number, count: number): Measurement[] {
  const shares = names.map((name) => shareWithin(name, hours, count));
  const figure = { case: `days in gaps of ${hours} h`, unit: 'of them', better: 'higher' } as const;
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return [
    { ...figure, metric: 'between p10 and p90, mean of fifteen series', value: mean, aim },
    { ...figure, metric: 'between p10 and p90, worst series', value: Math.min(...shares) },
    { ...figure, metric: 'between p10 and p90, widest series', value: Math.max(...shares) },
  ];
}

/** A meter that was never read densely has nothing to test itself on: the figures of its kind are published. */
function measureSparse(days: number): Measurement {
  const random = seededDraws(`gas every ${days} days`);
  return {
    case: `days of nl-home/gas read every ${days} days ± 30 %`,
    metric: 'between p10 and p90',
    value: shareOf('nl-home/gas', (readings) => thinned(readings, days, random)),
    unit: 'of them',
    better: 'higher',
  };
}

function shareWithin(name: string, hours: number, count: number): number {
  const random = seededDraws(`hidden ${hours} h`);
  return shareOf(name, (readings) => hidden(readings, hours, count, random));
}

function shareOf(name: string, without: (readings: Readings) => Readings): number {
  const readings = readRealSeries(name);
  const facts = factsOf(name);
  const truth = makeDays(readings, facts);
  let all = 0;
  let within = 0;
  for (let draw = 0; draw < draws; draw++) {
    const made = makeDays(without(readings), facts);
    made.values.forEach(({ low, high }, i) => {
      const known = truthAt(truth, made.first + i);
      if (known === undefined || low === undefined || high === undefined) return;
      all++;
      // What differs by rounding only is the same.
      const slack = 1e-6 * Math.max(1, known);
      if (known >= low - slack && known <= high + slack) within++;
    });
  }
  return within / all;
}

function truthAt({ first, values }: MadeDays, day: number): number | undefined {
  const value = values[day - first];
  return value?.quality === 'measured' ? value.advance : undefined;
}

/** Without the readings of some stretches, spread over the whole. */
function hidden({ times, registers }: Readings, hours: number, count: number, random: () => number): Readings {
  const first = times[0] as number;
  const part = ((times.at(-1) as number) - first) / count;
  const starts = Array.from({ length: count }, (_, k) => first + (k + 0.2 + 0.5 * random()) * part);
  const kept = (_: number, i: number) =>
    !starts.some((start) => (times[i] as number) > start && (times[i] as number) < start + hours * hourMs);
  return { times: times.filter(kept), registers: registers.filter(kept) };
}

function factsOf(name: string): MeterFacts {
  const dutch = name.startsWith('nl-home');
  const gas = name.endsWith('/gas');
  return {
    unit: gas ? 'L' : dutch ? 'Wh' : 'kWh',
    kind: gas ? 'gas' : 'electricity',
    zone: openZone(dutch ? 'Europe/Amsterdam' : 'Europe/Berlin'),
  };
}
