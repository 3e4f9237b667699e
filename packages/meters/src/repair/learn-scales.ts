import { type FoundRates, HighRates, holdsFor } from './high-rates.ts';
import type { LogHistogram } from './log-histogram.ts';
import type { RepairRules } from './repair-rules.ts';
import { FirstSteps, type TakenSteps } from './resolution.ts';
import { roundUp } from './rounding.ts';
import { type Columns, type CountedSteps, hourMs, rateOf, StepStatistics } from './step-statistics.ts';

/** Readings on either side in which a fall makes a step suspicious. */
const fallReach = 8;
/** Readings further apart than this, in the middle, are typed by hand or daily reports: single ones weigh more. */
const sparseSpacingMs = 12 * hourMs;
/** With fewer rates, readings are compared across faults. */
const fewestRates = 3;

/** What is normal for this meter. Learned from the whole series, rounded so that one reading more hardly ever changes it. */
export interface Scales {
  /** Highest plausible rate per hour; Infinity where nothing ever moved. */
  readonly maxRate: number;
  /** Rate per hour above which the first step after a standstill looks like a caught-up hold; at most `maxRate`. */
  readonly holdRate: number;
  /** Largest fall that counts as jitter of the sensor. */
  readonly tolerance: number;
  readonly resolution: number;
  /** Mean rate per hour over the steps that look sound; the median one where hardly any does. */
  readonly meanRate: number;
  /** Sum of the steps that look sound. */
  readonly total: number;
  /** Readings lie 12 h or more apart: typed ones, or one a day. */
  readonly sparse: boolean;
}

/** What was learned of the steps to the first readings of a series, to go on from there. */
export interface Learned {
  /** UTC ms of the first reading. */
  readonly since: number;
  readonly steps: CountedSteps;
  readonly first: TakenSteps;
  /** Undefined where the highest plausible rate is configured. */
  readonly high: FoundRates | undefined;
}

/** Where learning begins, and up to where what is learned is told apart: to readings before number `mark`. */
export interface LearningSpan {
  /** What was learned of the steps to readings before number `start` of the columns (at least 1). */
  readonly before?: { readonly learned: Learned; readonly start: number };
  readonly mark: number;
}

export interface Learning {
  readonly scales: Scales;
  /** Up to the mark; undefined where there is none, or where that is too little to go on from. */
  readonly learned: Learned | undefined;
}

export function learnScales(columns: Columns, rules: RepairRules): Scales {
  return (learnFrom(columns, rules, { mark: 0 }) as Learning).scales;
}

/**
 * Learns the scales of a whole series, or goes on where it was left off. Undefined where what was learned before is of no use any more: the
 * limit changed above which it counted rates, or the readings themselves are asked after.
 */
export function learnFrom(columns: Columns, rules: RepairRules, { before, mark }: LearningSpan): Learning | undefined {
  const { times, registers } = columns;
  const count = times.length;
  const sound = soundSteps(registers);
  const start = before?.start ?? 1;
  const middle = Math.max(start, mark);
  const since = before?.learned.since ?? times[0] ?? Number.NaN;
  const steps = new StepStatistics(before?.learned.steps);
  const first = new FirstSteps(before?.learned.first ?? registers[0] ?? 0);
  steps.add(columns, sound, start, middle);
  first.add(registers, start, middle);
  const atMark = mark > 0 ? { steps: steps.counted(), first: first.taken() } : undefined;
  steps.add(columns, sound, middle, count);
  first.add(registers, middle, count);

  const { rates, total } = steps;
  const tooFew = rates.total < fewestRates;
  if (tooFew && before !== undefined) return undefined;
  if (tooFew) learnAcrossFaults(columns, rates, steps.steps);
  let high: HighRates | undefined;
  let highAtMark: FoundRates | undefined;
  if (rules.maxRate === undefined && rates.total > 0) {
    const found = before?.learned.high;
    const limit = limitOf(rates, (times[count - 1] as number) - since);
    if (found !== undefined && !holdsFor(found, limit)) return undefined;
    high = new HighRates(limit, found);
    high.add(columns, sound, start, middle);
    highAtMark = high.found();
    high.add(columns, sound, middle, count);
  }
  const maxRate = rules.maxRate ?? (high === undefined ? Number.POSITIVE_INFINITY : roundUp(high.plausible(total), 2));
  const learned =
    atMark?.first === undefined || tooFew
      ? undefined
      : { since, steps: atMark.steps, first: atMark.first, high: highAtMark };
  return { scales: scalesOf(steps, maxRate, first.resolution()), learned };
}

function scalesOf(statistics: StepStatistics, maxRate: number, resolution: number): Scales {
  const { rates, continuing, steps, spacings, total, duration } = statistics;
  const sparse = spacings.quantile(0.5) >= sparseSpacingMs;
  const medianStep = steps.total === 0 ? 0 : roundUp(steps.quantile(0.5), 2);
  return {
    maxRate,
    holdRate: continuing.total < 100 ? maxRate : Math.min(maxRate, roundUp(2 * continuing.quantile(0.999), 2)),
    // A month's amount says nothing about jitter: hand-read registers may differ by a misread last digit.
    tolerance: sparse ? resolution : Math.max(3 * medianStep, resolution),
    resolution,
    meanRate: total > 0 ? (total * hourMs) / duration : rates.total > 0 ? rates.quantile(0.5) : 0,
    total,
    sparse,
  };
}

/**
 * Tells whether the step to a reading is beyond suspicion: no fall within 8 readings, or the step lies above everything before
 * and below everything after it in that reach. Spikes, false zeros and foreign registers thus teach nothing.
 */
function soundSteps(registers: Float64Array): (i: number) => boolean {
  const near = new Uint8Array(registers.length);
  let falls = 0;
  for (let i = 1; i < registers.length; i++) {
    if ((registers[i] as number) >= (registers[i - 1] as number)) continue;
    falls++;
    near.fill(1, Math.max(0, i - fallReach), Math.min(registers.length, i + fallReach + 1));
  }
  if (falls === 0) return () => true;
  return (i) => {
    if (near[i] === 0) return true;
    const before = registers[i - 1] as number;
    const after = registers[i] as number;
    for (let k = 2; k <= fallReach && i - k >= 0; k++) if ((registers[i - k] as number) > before) return false;
    for (let k = 1; k < fallReach && i + k < registers.length; k++)
      if ((registers[i + k] as number) < after) return false;
    return true;
  };
}

/** Where hardly any step is sound, each reading is paired with that of its next four successors which it most gently rises to. */
function learnAcrossFaults({ times, registers }: Columns, rates: LogHistogram, steps: LogHistogram): void {
  for (let i = 0; i + 1 < times.length; i++) {
    let gentlest = Number.POSITIVE_INFINITY;
    let itsStep = 0;
    for (let k = i + 1; k <= i + 4 && k < times.length; k++) {
      const step = (registers[k] as number) - (registers[i] as number);
      const rate = rateOf(step, (times[k] as number) - (times[i] as number));
      if (step > 0 && rate < gentlest) {
        gentlest = rate;
        itsStep = step;
      }
    }
    if (itsStep > 0) {
      rates.add(gentlest);
      steps.add(itsStep);
    }
  }
}

/** With this many rates, or a dozen over a year, ten times the 99.5 % quantile is a safe limit; with fewer, no winter may have been seen yet. */
const enoughRates = 200;
const dozen = 12;
const yearMs = 360 * 24 * hourMs;

/**
 * 10 × the 99.5 % quantile of the positive rates, up to 100 × where few are known and less than a year.
 *
 * @param span milliseconds from the first reading to the last one
 */
function limitOf(rates: LogHistogram, span: number): number {
  const seasoned = rates.total >= dozen && span >= yearMs;
  const margin = seasoned ? 10 : 10 * Math.min(10, Math.max(1, enoughRates / rates.total));
  return margin * rates.quantile(0.995);
}
