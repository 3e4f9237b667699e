import { openZone } from '@meterworks/assets';
import { commodityOf } from '@meterworks/meters';
import { meterId } from '@meterworks/meters/config';
import type { Readings } from '@meterworks/meters/repair';
import { otherHouses, simulateHouse, simulateOtherHouse } from '@meterworks/meters/simulation';
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
const german = openZone('Europe/Berlin');
/** Four years of made-up houses, with heat and water, which the real ones lack. */
const span = {
  from: german.localToInstants(2022, 1, 1)[0] as number,
  to: german.localToInstants(2026, 1, 1)[0] as number,
};
/** The first was seen while the method was worked out, the second was not. */
const seeds = { 'made-up': 5003, 'unseen made-up': 93_407 } as const;
/** Meters of single appliances: nobody reads them by hand, and most rest on most days. */
const circuits: readonly string[] = ['heat_pump', 'ev', 'dishwasher', 'freezer', 'refrigerator', 'washing_machine'];
/** Hourly readings of a year, less a few. */
const leastReadings = 8000;
/** p10 and p90 promise .8; a tenth of that is left to chance. */
const aim = 0.72;

/** How often days whose readings are hidden lie between the p10 and p90 that are published with their estimate. */
export const uncertainty: Section = {
  name: `p10 and p90 of estimated days, ${draws} draws a gap length and series`,
  measure() {
    const madeUpRows = Object.entries(seeds).flatMap(([label, seed]) => measureSparse(label, madeUpMeters(seed)));
    if (!hasRealSeries()) return madeUpRows;
    const names = (['nl-home', 'de-household'] as const).flatMap((folder) =>
      realSeries[folder].map((name) => `${folder}/${name}`),
    );
    const real = names.map((name) => ({ name, readings: readRealSeries(name), facts: factsOf(name) }));
    const isCircuit = ({ name }: TestedMeter) => circuits.some((circuit) => name.endsWith(`/${circuit}`));
    return [
      ...gaps.flatMap(({ hours, count }) => measureLength(names, hours, count)),
      ...measureSparse('real', real),
      ...measureSparse(
        'real whole-house',
        real.filter((meter) => !isCircuit(meter) && meter.facts.kind === 'electricity'),
      ),
      ...madeUpRows,
    ];
  },
};

/** All meters of all kinds of houses of a seed, read each hour. */
function madeUpMeters(seed: number): TestedMeter[] {
  const houses = [
    { house: 'demo', series: simulateHouse({ ...span, seed, allHourly: true }).series },
    ...otherHouses.map((house) => ({ house, series: simulateOtherHouse({ ...span, house, seed }).series })),
  ];
  return houses.flatMap(({ house, series }) =>
    series.flatMap(({ meterId: id, unit, times, values }): TestedMeter[] => {
      const kind = commodityOf({ id: meterId(id), unit });
      if (kind === 'other' || times.length < leastReadings) return [];
      return [{ name: `${house}/${id}`, readings: { times, registers: values }, facts: { unit, kind, zone: german } }];
    }),
  );
}

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

interface TestedMeter {
  readonly name: string;
  readonly readings: Readings;
  readonly facts: MeterFacts;
}

/**
 * A meter that was never read densely has few days to test itself on: the figures of its kind are published. Whether they fit is told by kind
 * and by how far readings lie apart.
 */
function measureSparse(label: string, meters: readonly TestedMeter[]): Measurement[] {
  return [...new Set(meters.map(({ facts }) => facts.kind))].flatMap((kind) => {
    const ofKind = meters.filter(({ facts }) => facts.kind === kind);
    return spacings.flatMap((days): Measurement[] => {
      const bands = ofKind.map(({ name, readings, facts }) => {
        const random = seededDraws(`${name} every ${days} days`);
        return bandsOf(readings, facts, (all) => thinned(all, days, random));
      });
      const known = bands.map(({ within }) => within).filter(Number.isFinite);
      const widths = bands.map(({ width }) => width).filter(Number.isFinite);
      const figure = {
        case: `days of ${known.length} ${label} meters of ${kind} read every ${days} days ± 30 %`,
        unit: 'of them',
        better: 'higher',
      } as const;
      return [
        {
          ...figure,
          metric: 'between p10 and p90, mean',
          value: known.reduce((sum, one) => sum + one, 0) / known.length,
        },
        { ...figure, metric: 'between p10 and p90, worst', value: Math.min(...known) },
        {
          ...figure,
          metric: 'p90 − p10, mean',
          value: widths.reduce((sum, one) => sum + one, 0) / widths.length,
          unit: '× mean amount',
          better: 'lower',
        },
      ];
    });
  });
}

function shareWithin(name: string, hours: number, count: number): number {
  const random = seededDraws(`hidden ${hours} h`);
  return bandsOf(readRealSeries(name), factsOf(name), (readings) => hidden(readings, hours, count, random)).within;
}

/** Share of the days that are within, and the sum of the widths ÷ that of the amounts. */
function bandsOf(readings: Readings, facts: MeterFacts, without: (readings: Readings) => Readings) {
  const truth = makeDays(readings, facts);
  let all = 0;
  let within = 0;
  let width = 0;
  let amount = 0;
  for (let draw = 0; draw < draws; draw++) {
    const made = makeDays(without(readings), facts);
    made.values.forEach(({ low, high }, i) => {
      const known = truthAt(truth, made.first + i);
      if (known === undefined || low === undefined || high === undefined) return;
      all++;
      width += high - low;
      amount += known;
      // What differs by rounding only is the same.
      const slack = 1e-6 * Math.max(1, known);
      if (known >= low - slack && known <= high + slack) within++;
    });
  }
  return { within: within / all, width: width / amount };
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
