import { openZone } from '@meterworks/assets';
import type { DayBalance, MeterKind } from '@meterworks/meters/anomalies';
import { simulateHouse } from '@meterworks/meters/simulation';
import type { Measurement } from '../../../measurement.ts';
import type { Section } from '../section.ts';
import { type Incident, incidentsOf } from './judged-meter.ts';
import { seededDraws } from './seeded-draws.ts';

const zone = openZone('Europe/Berlin');
/** All parts are there from the first day on. */
const span = {
  from: zone.localToInstants(2022, 10, 1)[0] as number,
  to: zone.localToInstants(2025, 10, 1)[0] as number,
};
const seeds = [301, 302, 303, 304, 305, 306, 307, 308, 309, 310, 311, 312];
const shares = [0.03, 0.05, 0.08, 0.15] as const;
/** Leaks of each size in each main meter, one a run. */
const leaks = 4;
/** Days after the first on which a leak may begin. */
const begins = { from: 400, to: 1000 } as const;
/** A leak must be told within so many days. */
const withinDays = 21;

/** What a main meter counts, by kind, and the meters behind it. */
const mains: readonly { readonly kind: MeterKind; readonly parts: readonly string[] }[] = [
  { kind: 'electricity', parts: ['eg_strom', 'og1_strom', 'og2_strom'] },
  { kind: 'water', parts: ['og1_wasser_kalt', 'og1_wasser_warm', 'og2_wasser_kalt', 'og2_wasser_warm'] },
  { kind: 'heat', parts: ['eg_nord_heat', 'eg_sud_heat', 'og1_heat', 'og2_heat', 'buro_heat'] },
];
/**
 * What a main meter counts besides, different in each house: up to so much is lost in proportion to the parts, up to so much of their mean runs
 * always, and a day of two clocks and roundings is off by so much.
 */
const honest = { lost: 0.05, base: 0.08, noise: 0.01 } as const;
/** What is told to have begun so much earlier is right all the same. */
const toleranceDays = 7;
const dayMs = 86_400_000;
/** The simple rule: what is left of a day differs from its mean of a year by more than so much of the whole. */
const fixedBand = 0.05;
const learningDays = 365;

/** Something between a main meter and its parts takes a share of what it counts, from a random day on. Judged is the meter of what is left. */
export const balanceLeaks: Section = {
  name: 'leaks between a main meter and its parts in made-up houses',
  measure() {
    const made = seeds.flatMap(mainMeters);
    return mains.flatMap(({ kind }) => {
      const ofKind = made.filter((main) => main.kind === kind);
      return [...shares.flatMap((share) => leakRows(ofKind, kind, share)), ...cleanRows(ofKind, kind)];
    });
  },
};

function leakRows(ofKind: readonly MainMeter[], kind: MeterKind, share: number): Measurement[] {
  const trials = ofKind.length * leaks;
  const told = ofKind.map((main) => tellsOf(main, share));
  const shareOf = (of: (one: Told) => number) => told.reduce((sum, one) => sum + of(one), 0) / trials;
  const figure = {
    case: `balance: ${trials} leaks of ${100 * share} % of the whole, ${ofKind.length} main meters of ${kind}`,
    unit: 'of them',
    better: 'higher',
  } as const;
  return [
    {
      ...figure,
      metric: `found within ${withinDays} days; baseline: a fixed band of ± ${100 * fixedBand} % of the whole`,
      value: shareOf(({ any }) => any),
      baseline: shareOf(({ simple }) => simple),
      // Of what heats, a leak that is large in summer is small in winter.
      ...(share >= 0.08 && kind !== 'heat' ? { aim: 0.9 } : {}),
    },
    {
      ...figure,
      metric: 'told as `balance`, not as a spike or step of what is left',
      value: shareOf(({ balance }) => balance),
    },
  ];
}

function cleanRows(ofKind: readonly MainMeter[], kind: MeterKind): Measurement[] {
  const months = ofKind.reduce((sum, { days }) => sum + days.length / 30.44, 0);
  const perMonth = (of: (main: MainMeter) => number) => ofKind.reduce((sum, main) => sum + of(main), 0) / months;
  const all = ofKind.map((main) => incidentsOfRest(main, main.days));
  const figure = {
    case: `balance: ${Math.round(months)} months without a leak, ${ofKind.length} main meters of ${kind}`,
    unit: 'incidents',
    better: 'lower',
  } as const;
  return [
    {
      ...figure,
      metric: 'false alarms a meter and month; baseline: the fixed band',
      value: all.flat().length / months,
      aim: 0.2,
      baseline: perMonth(({ days }) => simpleAlarms(days).length),
    },
    {
      ...figure,
      metric: 'of them `balance`',
      value: all.flat().filter(({ type }) => type === 'balance').length / months,
      aim: 0.02,
    },
  ];
}

interface MainMeter {
  readonly name: string;
  readonly kind: MeterKind;
  /** Local day number of the first day. */
  readonly first: number;
  readonly days: readonly DayBalance[];
}

function mainMeters(seed: number): MainMeter[] {
  const { truth } = simulateHouse({ ...span, seed, allHourly: true });
  const first = zone.dayOf(truth.dayStarts[0] as number);
  return mains.map(({ kind, parts }) => {
    const name = `${kind} of house ${seed}`;
    const random = seededDraws(name);
    const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const amounts = parts.map((id) => truth.meters.get(id)?.amounts ?? new Float64Array());
    const sums = Array.from({ length: truth.dayStarts.length - 1 }, (_, day) =>
      amounts.reduce((sum, ofPart) => sum + (ofPart[day] as number), 0),
    );
    const mean = sums.reduce((sum, one) => sum + one, 0) / sums.length;
    const [lost, base] = [honest.lost * random(), honest.base * random() * mean];
    const days = sums.map((sum) => {
      const rest = base + lost * sum + honest.noise * sum * normal();
      return { whole: sum + rest, rest };
    });
    return { name, kind, first, days };
  });
}

/** How many of a meter's leaks of a size were told in time. */
interface Told {
  readonly any: number;
  readonly balance: number;
  readonly simple: number;
}

function tellsOf(main: MainMeter, share: number): Told {
  const random = seededDraws(`${main.name} ${share}`);
  let [any, balance, simple] = [0, 0, 0];
  for (let trial = 0; trial < leaks; trial++) {
    const at = begins.from + Math.floor((begins.to - begins.from) * random());
    const leak = (share * main.days.slice(0, at).reduce((sum, { whole }) => sum + whole, 0)) / at;
    const days = main.days
      .slice(0, at + withinDays)
      .map((day, i) => (i < at ? day : { whole: day.whole + leak, rest: day.rest + leak }));
    const begin = zone.dayStart(main.first + at);
    const more = incidentsOfRest(main, days).filter(
      ({ start, told, verdict: { observed, expected } }) =>
        told > begin && start >= begin - toleranceDays * dayMs && observed > expected,
    );
    if (more.length > 0) any++;
    if (more.some(({ type }) => type === 'balance')) balance++;
    if (simpleAlarms(days).some((day) => day >= at)) simple++;
  }
  return { any, balance, simple };
}

function incidentsOfRest({ name, kind, first }: MainMeter, days: readonly DayBalance[]): Incident[] {
  return incidentsOf({
    meterId: name,
    unit: 'kWh',
    kind,
    zone,
    from: first,
    to: first + days.length - 1,
    first,
    consumptionAt: (day) => {
      const rest = days[day - first]?.rest;
      return rest === undefined ? undefined : { consumption: rest, quality: 'measured', measuredShare: 1 };
    },
    balanceAt: (day) => days[day - first],
  });
}

/** First days (indices) of the stretches on which the share that is left lies outside a fixed band about its mean of the first year. */
function simpleAlarms(days: readonly DayBalance[]): number[] {
  const sum = (of: (day: DayBalance) => number) =>
    days.slice(0, learningDays).reduce((total, day) => total + of(day), 0);
  const usual = sum(({ rest }) => rest) / sum(({ whole }) => whole);
  const outside = days.map(({ whole, rest }, i) => i >= learningDays && Math.abs(rest / whole - usual) > fixedBand);
  return outside.flatMap((is, i) => (is && outside[i - 1] !== true ? [i] : []));
}
