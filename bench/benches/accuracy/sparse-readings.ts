import { monthOfDay, openZone, type Zone } from '@meterworks/assets';
import type { Readings } from '@meterworks/meters/repair';
import { seededDraws } from './anomalies/seeded-draws.ts';
import { type MadeDays, type MeterFacts, makeDays } from './made-days.ts';
import { straightDays } from './old-rules/straight-line.ts';
import { weightedDays } from './old-rules/weighted-days.ts';
import { hasRealSeries, readRealSeries } from './real-series.ts';
import type { Section } from './section.ts';

const dayMs = 86_400_000;
const draws = 40;
/** Spacing varies by so much on either side. */
const jitter = 0.3;

const dutch = openZone('Europe/Amsterdam');
const german = openZone('Europe/Berlin');
/** Those after the first have no aims; they show how what suits gas suits others, which have no default of their own. */
const meters: readonly (readonly [series: string, MeterFacts])[] = [
  ['nl-home/gas', { unit: 'L', kind: 'gas', zone: dutch }],
  ['nl-home/strom_bezug_T1', { unit: 'Wh', kind: 'electricity', zone: dutch }],
  ['nl-home/strom_einspeisung_T2', { unit: 'Wh', kind: 'electricity', zone: dutch }],
  ['de-household/pv', { unit: 'kWh', kind: 'electricity', zone: german }],
  ['de-household/grid_import', { unit: 'kWh', kind: 'electricity', zone: german }],
  ['de-household/heat_pump', { unit: 'kWh', kind: 'electricity', zone: german }],
];
/** Days from one reading to the next, with the aims for days and months. */
const spacings = [
  { days: 7, daily: 1, monthly: 1.05 },
  { days: 30, daily: 1, monthly: 1.05 },
  { days: 90, daily: 0.8, monthly: 0.55 },
] as const;

/** Hourly readings are thinned as if they were typed in by hand; days and months against what all the readings say. */
export const sparseReadings: Section = {
  name: `sparse readings, ${draws} draws a spacing`,
  measure() {
    if (!hasRealSeries()) return [];
    return meters.flatMap(([name, facts], index) => {
      const readings = readRealSeries(name);
      const truth = truthOf(makeDays(readings, facts));
      return spacings.flatMap(({ days, ...aims }) => {
        const [ours, others] = measureSpacing(readings, facts, truth, days);
        const figure = { case: `${name} read every ${days} days ± 30 %`, better: 'lower' } as const;
        return (['daily', 'monthly'] as const).flatMap((grain) => [
          {
            ...figure,
            metric: `${grain} error`,
            value: ours[grain] / others.line[grain],
            unit: '× straight line',
            ...(index === 0 ? { aim: aims[grain] } : {}),
          },
          {
            ...figure,
            metric: `${grain} Σ|error| ÷ Σ amount; baseline: N − 1 weights`,
            value: ours[grain],
            unit: 'of it',
            baseline: others.weights[grain],
          },
        ]);
      });
    });
  },
};

/** Amounts of the days and months of which all is measured. */
interface Truth {
  readonly days: ReadonlyMap<number, number>;
  readonly months: ReadonlyMap<number, number>;
}

function truthOf({ first, values }: MadeDays): Truth {
  const days = new Map<number, number>();
  const incomplete = new Set<number>([monthOfDay(first), monthOfDay(first + values.length - 1)]);
  for (const [index, { advance, quality }] of values.entries()) {
    if (quality === 'measured' && advance !== undefined) days.set(first + index, advance);
    else incomplete.add(monthOfDay(first + index));
  }
  const months = monthsOf(days);
  for (const month of incomplete) months.delete(month);
  return { days, months };
}

function monthsOf(days: ReadonlyMap<number, number>): Map<number, number> {
  const months = new Map<number, number>();
  for (const [day, amount] of days) months.set(monthOfDay(day), (months.get(monthOfDay(day)) ?? 0) + amount);
  return months;
}

function measureSpacing(readings: Readings, facts: MeterFacts, truth: Truth, days: number) {
  const random = seededDraws(`readings every ${days} days`);
  const { zone } = facts;
  const rules = { ours: new Errors(truth, zone), line: new Errors(truth, zone), weights: new Errors(truth, zone) };
  for (let draw = 0; draw < draws; draw++) {
    const thin = thinned(readings, days, random);
    const { first, values } = makeDays(thin, facts);
    rules.ours.add(new Map(values.map(({ advance }, i) => [first + i, advance ?? Number.NaN])), thin);
    rules.line.add(straightDays(thin, zone), thin);
    rules.weights.add(weightedDays(thin, zone), thin);
  }
  return [rules.ours, { line: rules.line, weights: rules.weights }] as const;
}

/** What one rule gets wrong over all draws. */
class Errors {
  readonly #truth: Truth;
  readonly #zone: Zone;
  readonly #sums = { daily: [0, 0], monthly: [0, 0] } as const satisfies Record<string, [number, number]>;

  constructor(truth: Truth, zone: Zone) {
    this.#truth = truth;
    this.#zone = zone;
  }

  /** Counts the days and months that lie wholly between the first and the last reading. */
  add(days: ReadonlyMap<number, number>, { times }: Readings): void {
    const from = this.#zone.dayOf(times[0] as number) + 1;
    const to = this.#zone.dayOf(times.at(-1) as number) - 1;
    for (const [day, amount] of this.#truth.days) {
      if (day >= from && day <= to) count(this.#sums.daily, days.get(day), amount);
    }
    const months = monthsOf(days);
    for (const [month, amount] of this.#truth.months) {
      if (month > monthOfDay(from) && month < monthOfDay(to)) count(this.#sums.monthly, months.get(month), amount);
    }
  }

  get daily(): number {
    return this.#sums.daily[0] / this.#sums.daily[1];
  }

  get monthly(): number {
    return this.#sums.monthly[0] / this.#sums.monthly[1];
  }
}

function count(sums: [number, number], estimate: number | undefined, truth: number): void {
  sums[0] += Math.abs((estimate ?? 0) - truth);
  sums[1] += truth;
}

/** Every reading that is the first one after a wait of about so many days. */
export function thinned({ times, registers }: Readings, days: number, random: () => number): Readings {
  const kept: number[] = [];
  let next = (times[0] as number) + random() * days * dayMs;
  for (let i = 0; i < times.length; i++) {
    if ((times[i] as number) < next) continue;
    kept.push(i);
    next = (times[i] as number) + days * (1 - jitter + 2 * jitter * random()) * dayMs;
  }
  return {
    times: Float64Array.from(kept, (i) => times[i] as number),
    registers: Float64Array.from(kept, (i) => registers[i] as number),
  };
}
