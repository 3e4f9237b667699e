import { openZone } from '@meterworks/assets';
import { collectHours, estimateGap, type GapShape, type HourHistory } from '@meterworks/meters/gaps';
import { commonRateOf, repairReadings } from '@meterworks/meters/repair';
import { summarizeDays } from '@meterworks/meters/repaired';
import type { Measurement } from '../../measurement.ts';
import { seededDraws } from './anomalies/seeded-draws.ts';
import { hasRealSeries, readRealSeries, realSeries } from './real-series.ts';
import type { Section } from './section.ts';

const hourMs = 3_600_000;
const gapsPerLength = 400;

/** Lengths in hours, with the aims of the four series of consumption and of all fifteen. */
const lengths = [
  { hours: 6, four: 0.84, all: 0.68 },
  { hours: 24, four: 0.79, all: 0.54 },
  { hours: 72, four: 0.81, all: 0.62 },
  { hours: 168, four: 0.81, all: 0.64 },
] as const;
/** Lengths at which `gap_shape: realistic` is held against the default. */
const realisticLengths = [24, 168];
const worstAim = 1.05;
/** The two tariffs of one meter, added up. */
const bothTariffs = 'nl-home/strom_bezug_T1 + T2';
const fourSeries = ['nl-home/gas', bothTariffs, 'de-household/grid_import', 'de-household/heat_pump'];

/** Known hours are hidden and estimated from what is left; beside it the straight line on the same gaps. */
export const hourlyGaps: Section = {
  name: `hourly gaps, ${gapsPerLength} a length and series`,
  measure() {
    if (!hasRealSeries()) return [];
    const all = new Map<string, Series>();
    for (const folder of ['nl-home', 'de-household'] as const) {
      for (const name of realSeries[folder]) all.set(`${folder}/${name}`, hoursOf(`${folder}/${name}`));
    }
    const single = [...all.keys()];
    const [t1, t2] = [all.get('nl-home/strom_bezug_T1'), all.get('nl-home/strom_bezug_T2')];
    if (t1 !== undefined && t2 !== undefined) all.set(bothTariffs, sumOf(t1, t2));
    return [
      ...lengths.flatMap(({ hours, ...aims }) => measureLength(all, single, hours, aims)),
      ...realisticLengths.flatMap((hours) => measureShapes(all, hours)),
    ];
  },
};

interface Series {
  readonly history: HourHistory;
  readonly resolution: number;
}

function hoursOf(name: string): Series {
  const dutch = name.startsWith('nl-home');
  const zone = openZone(dutch ? 'Europe/Amsterdam' : 'Europe/Berlin');
  const commonRate = commonRateOf(!dutch ? 'kWh' : name.endsWith('gas') ? 'L' : 'Wh');
  const repaired = repairReadings(readRealSeries(name), { commonRate, decisions: [] });
  const first = zone.dayOf(repaired.times[0] as number);
  const last = zone.dayOf(repaired.times.at(-1) as number);
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  const history = collectHours(days, summarizeDays(repaired, zone, first, last), zone);
  return { history, resolution: repaired.resolution };
}

/** Two registers that run side by side: known where both are. */
function sumOf(a: Series, b: Series): Series {
  const shift = (a.history.firstDay - b.history.firstDay) * 24;
  const hours = a.history.hours.map((amount, i) => amount + (b.history.hours[i + shift] ?? Number.NaN));
  return { history: { ...a.history, hours }, resolution: a.resolution };
}

interface Found {
  /** Σ|estimate − truth| ÷ Σ|line − truth| over all gaps. */
  readonly relative: number;
  /** The same of what lay before the midnights inside, 0 where the line is right: how the amount was split among local days. */
  readonly daily: number;
  /** Σ|line − truth| ÷ Σ truth. */
  readonly line: number;
  /** Largest |Σ estimate − amount| of a gap, as a part of the amount. */
  readonly lost: number;
  readonly unanswered: number;
  /** Σ highest estimated hour ÷ Σ highest true hour. */
  readonly peak: number;
}

function measureLength(
  all: ReadonlyMap<string, Series>,
  single: readonly string[],
  hours: number,
  aims: { readonly four: number; readonly all: number },
): Measurement[] {
  const found = new Map([...all].map(([name, series]) => [name, measureGaps(series, hours)]));
  const of = (names: readonly string[]) => names.map((name) => (found.get(name) as Found).relative);
  const figure = { case: `gaps of ${hours} h`, unit: '× straight line', better: 'lower' } as const;
  const results = [...found.values()];
  return [
    { ...figure, metric: 'error, four series of consumption', value: geometricMean(of(fourSeries)), aim: aims.four },
    { ...figure, metric: 'error, all fifteen series', value: geometricMean(of(single)), aim: aims.all },
    {
      ...figure,
      metric: 'error of the split at midnights, all fifteen series',
      value: mean(single.map((name) => (found.get(name) as Found).daily)),
    },
    { ...figure, metric: 'error, worst series', value: Math.max(...of([...all.keys()])), aim: worstAim },
    {
      ...figure,
      metric: 'amount gained or lost, worst gap',
      value: withoutRounding(Math.max(...results.map(({ lost }) => lost))),
      unit: 'of it',
      aim: 0,
    },
    {
      ...figure,
      metric: 'gaps without an answer',
      value: results.reduce((sum, { unanswered }) => sum + unanswered, 0),
      unit: 'gaps',
      aim: 0,
    },
    ...[...found].map(([name, { relative, line }]) => ({
      ...figure,
      case: `gaps of ${hours} h, ${name}`,
      metric: 'Σ|error| ÷ Σ amount; baseline: straight line',
      value: relative * line,
      unit: 'of it',
      baseline: line,
    })),
  ];
}

/** What the realistic shape gives away in error, and what it keeps of the highest hours. */
function measureShapes(all: ReadonlyMap<string, Series>, hours: number): Measurement[] {
  const ofFour = (shape: GapShape) => fourSeries.map((name) => measureGaps(all.get(name) as Series, hours, shape));
  const [typical, realistic] = [ofFour('typical'), ofFour('realistic')];
  const figure = { case: `gaps of ${hours} h, gap_shape: realistic` } as const;
  return [
    {
      ...figure,
      metric: 'error, four series of consumption; baseline: typical',
      value: geometricMean(realistic.map(({ relative }) => relative)),
      unit: '× straight line',
      better: 'lower',
      baseline: geometricMean(typical.map(({ relative }) => relative)),
    },
    {
      ...figure,
      metric: 'highest hour of a gap, four series; baseline: typical',
      value: geometricMean(realistic.map(({ peak }) => peak)),
      unit: '× the true one',
      better: 'higher',
      baseline: geometricMean(typical.map(({ peak }) => peak)),
    },
  ];
}

/** The same gaps for the same series and length in every run. */
function measureGaps({ history, resolution }: Series, length: number, shape: GapShape = 'typical'): Found {
  const { hours, zone, firstDay } = history;
  const random = seededDraws(`gaps of ${length} h`);
  let error = 0;
  let lineError = 0;
  let dayError = 0;
  let lineDayError = 0;
  let amounts = 0;
  let highestHours = 0;
  let guessedHours = 0;
  let lost = 0;
  let unanswered = 0;
  for (let gaps = 0, tries = 0; gaps < gapsPerLength && tries < 400 * gapsPerLength; tries++) {
    const at = 24 + Math.floor(random() * (hours.length - length - 48));
    const truth = hours.slice(at, at + length);
    const amount = truth.reduce((sum, hour) => sum + hour, 0);
    // Unknown hours have no truth; clock changes have hours of their own, which this grid of 24 a day does not tell apart.
    const fromTime = startOf(at);
    const toTime = startOf(at + length);
    if (!(amount >= 0) || toTime - fromTime !== length * hourMs) continue;
    gaps++;
    hours.fill(Number.NaN, at, at + length);
    const estimate = estimateGap(history, { fromTime, toTime, amount }, resolution, shape);
    hours.set(truth, at);
    if (estimate === undefined) unanswered++;
    const line = amount / length;
    let sum = 0;
    let before = 0;
    let [highest, guessed] = [0, 0];
    for (let k = 0; k < length; k++) {
      if ((at + k) % 24 === 0) {
        dayError += Math.abs(sum - before);
        lineDayError += Math.abs(line * k - before);
      }
      before += truth[k] as number;
      const guess = estimate?.amounts[k] ?? line;
      sum += guess;
      highest = Math.max(highest, truth[k] as number);
      guessed = Math.max(guessed, guess);
      error += Math.abs(guess - (truth[k] as number));
      lineError += Math.abs(line - (truth[k] as number));
    }
    amounts += amount;
    highestHours += highest;
    guessedHours += guessed;
    if (amount > 0) lost = Math.max(lost, Math.abs(sum - amount) / amount);
  }
  return {
    relative: error / lineError,
    daily: lineDayError === 0 ? 0 : dayError / lineDayError,
    line: lineError / amounts,
    lost,
    unanswered,
    peak: guessedHours / highestHours,
  };

  function startOf(hour: number): number {
    return zone.dayStart(firstDay + Math.floor(hour / 24)) + (hour % 24) * hourMs;
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}

/** Sums of decimals are off by rounding, which is no loss. */
function withoutRounding(part: number): number {
  return part < 1e-9 ? 0 : part;
}
