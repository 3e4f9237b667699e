import { LogHistogram } from './log-histogram.ts';
import type { RepairRules } from './repair-rules.ts';
import { learnResolution } from './resolution.ts';
import { roundUp } from './rounding.ts';

export const hourMs = 3_600_000;
/** Two readings closer than this say nothing about a rate. */
const shortestStepMs = 1000;
/** Readings on either side in which a fall makes a step suspicious. */
const fallReach = 8;
/** Readings further apart than this, in the middle, are typed by hand or daily reports: single ones weigh more. */
const sparseSpacingMs = 12 * hourMs;

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

interface Columns {
  readonly times: Float64Array;
  readonly registers: Float64Array;
}

export function learnScales(columns: Columns, rules: RepairRules): Scales {
  const { times, registers } = columns;
  const sound = soundSteps(registers);
  const rates = new LogHistogram();
  const continuing = new LogHistogram();
  const steps = new LogHistogram();
  const spacings = new LogHistogram();
  let total = 0;
  let duration = 0;
  let moving = false;
  for (let i = 1; i < times.length; i++) {
    const spacing = (times[i] as number) - (times[i - 1] as number);
    if (!(spacing > 0)) continue;
    spacings.add(spacing);
    const step = (registers[i] as number) - (registers[i - 1] as number);
    if (step >= 0 && sound(i)) duration += spacing;
    if (!(step > 0)) {
      moving = false;
      continue;
    }
    if (!sound(i)) continue;
    const rate = rateOf(step, spacing);
    steps.add(step);
    rates.add(rate);
    if (moving) continuing.add(rate);
    total += step;
    moving = true;
  }
  if (rates.total < 3) learnAcrossFaults(columns, rates, steps);
  const sparse = spacings.quantile(0.5) >= sparseSpacingMs;
  const maxRate = rules.maxRate ?? roundUp(learnMaxRate(columns, rates, total, sound), 2);
  const resolution = learnResolution(registers);
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

/** Amount per hour. */
function rateOf(step: number, spacing: number): number {
  return (step * hourMs) / (spacing < shortestStepMs ? shortestStepMs : spacing);
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
 * 10 × the 99.5 % quantile of the positive rates, up to 100 × where few are known and less than a year. A rare load (a car charged once a week on a
 * meter that otherwise counts standby) exceeds that regularly: if at least three steps, or two in a row, exceed the limit and carry a fifth of
 * the whole amount, they are the meter's habit, and the limit is thrice the third-highest of them.
 */
function learnMaxRate(columns: Columns, rates: LogHistogram, total: number, sound: (i: number) => boolean): number {
  if (rates.total === 0) return Number.POSITIVE_INFINITY;
  const { times, registers } = columns;
  const span = (times[times.length - 1] as number) - (times[0] as number);
  const seasoned = rates.total >= dozen && span >= yearMs;
  const margin = seasoned ? 10 : 10 * Math.min(10, Math.max(1, enoughRates / rates.total));
  const limit = margin * rates.quantile(0.995);
  const high: number[] = [];
  let amount = 0;
  let adjacent = false;
  let lastHigh = -1;
  for (let i = 1; i < times.length; i++) {
    const step = (registers[i] as number) - (registers[i - 1] as number);
    if (!(step > 0)) continue;
    const rate = rateOf(step, (times[i] as number) - (times[i - 1] as number));
    if (rate <= limit || !sound(i)) continue;
    high.push(rate);
    amount += step;
    if (lastHigh === i - 1) adjacent = true;
    lastHigh = i;
  }
  const habit = (high.length >= 3 || (high.length === 2 && adjacent)) && amount >= total / 5;
  if (!habit) return limit;
  high.sort((a, b) => b - a);
  return 3 * (high[Math.min(2, high.length - 1)] as number);
}
