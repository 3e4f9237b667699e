import { type Readings, type RepairedSeries, type RepairRules, repairReadings } from '@meterworks/meters/repair';
import {
  defaultHouseSpan,
  type FaultType,
  type HouseFault,
  type SimulatedHouse,
  type SimulatedSeries,
  simulateHouse,
} from '@meterworks/meters/simulation';
import type { Measurement } from '../../measurement.ts';
import { everyDropResets, ignoredDrops, tenPercentResets } from './old-rules/drop-resets.ts';
import type { Section } from './section.ts';

/** What each fault that was put into readings must be called. Other faults are those of flows, and none of the repair's business. */
const findings: Partial<Record<FaultType, string>> = {
  typo: 'spike',
  'stale-hold': 'stale-hold',
  rollover: 'rollover',
  nan: 'not-a-number',
};
const recordings = [
  ['as it is read', {}],
  ['every meter read hourly', { allHourly: true }],
  ['every meter read each quarter of an hour', { allHourly: true, step: 0.25 }],
] as const;
const seeds = [3, 17, 101];
const simpleRules = [
  ['a 10 % drop is a reset', tenPercentResets],
  ['every drop is a reset', everyDropResets],
  ['drops are ignored', ignoredDrops],
] as const;

/** The demo house's meters: the faults that were put into their readings, and what the meters truly counted. */
export const injectedReadings: Section = {
  name: `repair of the demo house's readings, seeds ${seeds.join(', ')}`,
  measure: () => recordings.flatMap(([name, options]) => measureHouses(name, options)),
};

interface Sums {
  series: number;
  faults: number;
  missed: number;
  wrong: number;
  negative: number;
  /** Largest error of a meter's total, %. */
  worst: number;
  readonly simple: number[];
}

function measureHouses(name: string, options: { allHourly?: boolean; step?: number }): Measurement[] {
  const sums: Sums = { series: 0, faults: 0, missed: 0, wrong: 0, negative: 0, worst: 0, simple: [0, 0, 0] };
  for (const seed of seeds) {
    const house = simulateHouse({ ...defaultHouseSpan(), seed, ...options });
    for (const series of house.series) if (series.times.length > 1) addSeries(house, series, sums);
  }
  const figure = { case: `repair demo house, ${name}`, better: 'lower', aim: 0 } as const;
  return [
    ...simpleRules.map(([rule], at) => ({
      ...figure,
      metric: `total error beyond the display and parts of days, worst of ${sums.series} meters; baseline: ${rule}`,
      value: sums.worst,
      unit: '%',
      baseline: sums.simple[at] as number,
    })),
    { ...figure, metric: `missed of ${sums.faults} faults put in`, value: sums.missed, unit: 'faults' },
    { ...figure, metric: 'findings where nothing was put in', value: sums.wrong, unit: 'findings' },
    { ...figure, metric: 'negative flows', value: sums.negative, unit: 'steps' },
  ];
}

function addSeries(house: SimulatedHouse, series: SimulatedSeries, sums: Sums): void {
  const faults = house.truth.faults.filter(({ meterId }) => meterId === series.meterId);
  const rules = rulesOf(house, series.meterId, faults);
  const believed = repairReadings(series.kind === 'typed' ? withoutRepeats(series) : readingsOf(series), rules);
  const expected = new Map<string, number>();
  for (const { type } of faults) {
    const finding = findings[type];
    if (finding !== undefined) expected.set(finding, (expected.get(finding) ?? 0) + 1);
  }
  sums.series++;
  for (const count of expected.values()) sums.faults += count;
  for (const { type, proposed } of believed.events) {
    const left = proposed && type !== 'reset' ? 0 : (expected.get(type) ?? 0);
    if (left > 0) expected.set(type, left - 1);
    else sums.wrong++;
  }
  for (const count of expected.values()) sums.missed += count;
  sums.negative += [...believed.amounts].filter((amount) => amount < 0).length;
  const truth = truthBetween(house, series.meterId, believed);
  const error = (total: number) => (100 * Math.max(0, Math.abs(total - truth.amount) - truth.display)) / truth.amount;
  sums.worst = Math.max(sums.worst, error([...believed.amounts].reduce((sum, amount) => sum + amount, 0)));
  // The simple counters see what a sorted register without texts shows.
  const order = [...series.times.keys()].filter((i) => Number.isFinite(series.values[i]));
  order.sort((a, b) => (series.times[a] as number) - (series.times[b] as number));
  const registers = order.map((i) => series.values[i] as number);
  for (const [at, [, count]] of simpleRules.entries()) {
    sums.simple[at] = Math.max(sums.simple[at] as number, error(count(registers)));
  }
}

function readingsOf({ times, values }: SimulatedSeries): Readings {
  return { times, registers: values };
}

/** As the house takes what is typed into an `input_number`: equal values in a row are one reading, at the first time. */
function withoutRepeats({ times, values }: SimulatedSeries): Readings {
  const first = (_: number, i: number) => i === 0 || values[i] !== values[i - 1];
  return { times: times.filter(first), registers: values.filter(first) };
}

function rulesOf(house: SimulatedHouse, meterId: string, faults: readonly HouseFault[]): RepairRules {
  const truth = house.truth.meters.get(meterId);
  const rolls = faults.find(({ type }) => type === 'rollover');
  return {
    digits: rolls === undefined ? undefined : /from (9+) /.exec(rolls.detail)?.[1]?.length,
    final: truth?.finalReading === undefined ? undefined : { time: truth.removedAt, register: truth.finalReading },
    decisions: [],
  };
}

/**
 * What the meter truly counted from its first to its last believed reading: whole days by the truth, the parts of days at both ends at
 * that day's mean rate. `display` is what cannot be told from the readings: two steps of the display, and one day's use for parts of days.
 */
function truthBetween(
  { truth }: SimulatedHouse,
  meterId: string,
  { times, resolution }: RepairedSeries,
): { readonly amount: number; readonly display: number } {
  const from = times[0] as number;
  const to = times.at(-1) as number;
  const amounts = truth.meters.get(meterId)?.amounts ?? new Float64Array();
  let amount = 0;
  let partial = 0;
  for (let i = 0; i < amounts.length; i++) {
    const start = truth.dayStarts[i] as number;
    const end = truth.dayStarts[i + 1] as number;
    const inside = Math.min(end, to) - Math.max(start, from);
    const whole = amounts[i] as number;
    if (inside <= 0 || !(whole > 0)) continue;
    const share = inside / (end - start);
    amount += whole * share;
    if (share < 1) partial += whole * Math.max(share, 1 - share);
  }
  return { amount, display: 2 * resolution + partial };
}
