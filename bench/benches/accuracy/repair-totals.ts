import { commonRateOf, type RepairedSeries, repairReadings } from '@meterworks/meters/repair';
import type { Measurement } from '../../measurement.ts';
import { everyDropResets, ignoredDrops, tenPercentResets } from './old-rules/drop-resets.ts';
import { hasRealSeries, readRealSeries, realSeries } from './real-series.ts';
import type { Section } from './section.ts';

/** What a series truly moved where its ends do not tell: resets and a trailing zero lie between. From the data's own description. */
const knownTotals: Readonly<Record<string, number>> = {
  'nl-home/pv': 4_422_509 + 10_895_171,
  'defects/reset_2020-12-08': 1577,
  'defects/trailing_zero': 1719,
};
/** True resets; everywhere else there is none. */
const trueResets: Readonly<Record<string, number>> = { 'nl-home/pv': 1, 'defects/reset_2020-12-08': 1 };
/** Readings that repeat an old value before a step that catches up, by the hours they last at least. */
const trueHolds: Readonly<Record<string, number>> = {
  'nl-home/gas': 593,
  'nl-home/strom_bezug_T1': 645,
  'nl-home/strom_bezug_T2': 593,
};

const simpleRules = [
  ['a 10 % drop is a reset', tenPercentResets],
  ['every drop is a reset', everyDropResets],
  ['drops are ignored', ignoredDrops],
] as const;

/** Every real series: total, resets, stale holds; the simple counters' totals beside ours. */
export const repairTotals: Section = {
  name: 'repair of the real series',
  measure() {
    if (!hasRealSeries()) return [];
    return Object.entries(realSeries).flatMap(([folder, names]) =>
      names.flatMap((name) => measureSeries(`${folder}/${name}`)),
    );
  },
};

function measureSeries(name: string): Measurement[] {
  const readings = readRealSeries(name);
  const commonRate = commonRateOf(name.startsWith('de-') ? 'kWh' : name.endsWith('gas') ? 'L' : 'Wh');
  const series = repairReadings(readings, { commonRate, decisions: [] });
  const { registers } = readings;
  const truth = knownTotals[name] ?? (registers.at(-1) as number) - (registers[0] as number);
  const resets = series.events.filter(({ type }) => type === 'reset');
  // The bridge over a reset is bounded, not known: it is no part of the truth, and no error.
  const bridged = resets.reduce((sum, { amount }) => sum + amount, 0);
  const error = (total: number) => withoutRounding(Math.abs(total - truth) / truth);
  const figure = { case: `repair ${name}`, better: 'lower' } as const;
  const ours = 100 * error(totalOf(series) - bridged);
  const falls = registers.some((register, i) => i > 0 && register < (registers[i - 1] as number));
  return [
    // A register that never falls is no test of the simple rules.
    ...(falls ? simpleRules : []).map(([rule, count]) => ({
      ...figure,
      metric: `total error; baseline: ${rule}`,
      value: ours,
      unit: '%',
      aim: 0,
      ...baselineOf(100 * error(count(registers))),
    })),
    ...(falls ? [] : [{ ...figure, metric: 'total error', value: ours, unit: '%', aim: 0 }]),
    {
      ...figure,
      metric: 'false or missed resets',
      value: Math.abs(resets.length - (trueResets[name] ?? 0)),
      unit: 'resets',
      aim: 0,
    },
    {
      ...figure,
      metric: 'negative flows',
      value: [...series.amounts].filter((amount) => amount < 0).length,
      unit: 'steps',
      aim: 0,
    },
    ...missedHolds(name, series).map((missed) => ({
      ...figure,
      metric: 'missed stale holds',
      value: missed,
      unit: 'holds',
      aim: 0,
    })),
  ];
}

function missedHolds(name: string, { events }: RepairedSeries): number[] {
  const hours = trueHolds[name];
  if (hours === undefined) return [];
  const found = events.some(({ type, time, until }) => type === 'stale-hold' && until - time >= hours * 3_600_000);
  return [found ? 0 : 1];
}

function totalOf({ amounts }: RepairedSeries): number {
  return [...amounts].reduce((sum, amount) => sum + amount, 0);
}

/** A rule that is right leaves nothing to divide by. */
function baselineOf(error: number): { readonly baseline?: number } {
  return error === 0 ? {} : { baseline: error };
}

/** Sums of ten thousand decimals are off by rounding, which is no error of any rule. */
function withoutRounding(error: number): number {
  return error < 1e-9 ? 0 : error;
}
