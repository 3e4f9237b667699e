import { firstDayOfMonth, monthOfDay, type Zone } from '@meterworks/assets';
import { bridgeLevel } from './bridge-level.ts';
import { expectedHour } from './class-profile.ts';
import { cutGap, type Gap, type GapPieces } from './gap-pieces.ts';
import type { HourHistory } from './hour-history.ts';
import { similarStretch } from './similar-days.ts';
import { toWholeSteps } from './whole-steps.ts';

/** Longer gaps are split by season and week: what days were like says little over weeks. */
export const longestGapDays = 14;
/** A gap of up to a day is told by similar days alone, as one stretch; a longer one day by day, and in part by the profile. */
const shortHours = 24;
const profileShare = 0.25;
/** Registers that move less than so many steps an hour are spread without rounding: a step is then coarser than the answer. */
const resolvedSteps = 2;

/**
 * What the hours of a gap are to look like. `typical`: as such hours are in the mean, which is least wrong. `realistic`: as one day was that is most
 * like the day in question, with its peaks and its idle hours; they are seldom at the right hour.
 */
export type GapShape = 'typical' | 'realistic';

/** A gap hour by hour. */
export interface GapEstimate {
  /** Starts of the pieces, and the gap's end; UTC ms. */
  readonly edges: Float64Array;
  /** Amount of each piece, ≥ 0; they add up to the gap's. */
  readonly amounts: Float64Array;
}

/**
 * How a gap's known amount is spread over its hours: the ensemble of meter-science §3 from the days around. First the profile of the day
 * class, raised or lowered as the days right before and after ran, says what each local day is expected to have, then the most similar
 * days say how it ran. Undefined where the days around
 * are not known hour by hour, or the gap is longer than 14 days. A function of the hours within 60 days of the gap (of the profile: up to 365 where
 * there are few), none of them later than the month after the one in which it ends, so that a gap of long ago is settled.
 *
 * @param resolution smallest step of the register, in the meter's unit; 0 where not known
 */
export function estimateGap(
  history: HourHistory,
  gap: Gap,
  resolution: number,
  shape: GapShape = 'typical',
): GapEstimate | undefined {
  const days = (gap.toTime - gap.fromTime) / 86_400_000;
  if (!(days > 0) || days > longestGapDays) return undefined;
  const settled = settledHistory(history, gap);
  const pieces = cutGap(gap, settled);
  const profile = profileOf(settled, pieces);
  if (profile === undefined) return undefined;
  const { edges, lengths } = pieces;
  const amounts = new Float64Array(lengths.length);
  const short = days * 24 <= shortHours;
  const likely = short ? profile : bridgeLevel(settled, pieces, profile);
  const expected = scaledTo(likely, gap.amount, lengths);
  const ownShare = short ? 1 : 1 - profileShare;
  const stretches = short ? [0, lengths.length] : pieces.days;
  for (let d = 0; d + 1 < stretches.length; d++) {
    const first = stretches[d] as number;
    const end = stretches[d + 1] as number;
    const part = sumOf(expected.subarray(first, end));
    const curve = similarStretch(settled, pieces, first, end - 1, part, shape === 'realistic' ? 1 : undefined);
    if (curve === undefined) return undefined;
    if (shape === 'realistic') {
      // Each day as it was, not as much as is expected of it: days differ.
      for (let k = first; k < end; k++) amounts[k] = (curve[k - first] as number) * (lengths[k] as number);
      continue;
    }
    const lengthsOfPart = lengths.subarray(first, end);
    const similar = scaledTo(
      curve.map((rate, k) => rate * (lengthsOfPart[k] as number)),
      part,
      lengthsOfPart,
    );
    for (let k = first; k < end; k++) {
      amounts[k] = ownShare * (similar[k - first] as number) + (1 - ownShare) * (expected[k] as number);
    }
  }
  const found = shape === 'typical' ? amounts : sumOf(amounts) > 0 ? scaledTo(amounts, gap.amount, lengths) : expected;
  return { edges, amounts: rounded(found, gap.amount, resolution) };
}

/** The local day (number) from which on nothing matters to the estimate of a gap that ended at an instant: the month that follows it is over. */
export function gapSettledFrom(toTime: number, zone: Zone): number {
  return firstDayOfMonth(monthOfDay(zone.dayOf(toTime - 1)) + 2);
}

/** Without what came after the month that follows the gap. */
function settledHistory(history: HourHistory, { toTime }: Gap): HourHistory {
  const { zone, firstDay, hours, dayClasses } = history;
  const days = gapSettledFrom(toTime, zone) - firstDay;
  if (days >= dayClasses.length) return history;
  return { zone, firstDay, hours: hours.subarray(0, days * 24), dayClasses: dayClasses.subarray(0, days) };
}

/** Expected amount of each piece; undefined where one is not known. */
function profileOf(history: HourHistory, { slots, lengths }: GapPieces): Float64Array | undefined {
  const profile = new Float64Array(slots.length);
  for (let k = 0; k < slots.length; k++) {
    const expected = expectedHour(history, slots[k] as number);
    if (expected === undefined) return undefined;
    profile[k] = expected * (lengths[k] as number);
  }
  return profile;
}

/** In proportion, with a given sum; by time where there is nothing to be in proportion to. */
function scaledTo(amounts: Float64Array, sum: number, lengths: Float64Array): Float64Array {
  const whole = sumOf(amounts);
  if (whole > 0 && Number.isFinite(sum / whole)) return amounts.map((amount) => (amount / whole) * sum);
  const time = sumOf(lengths);
  return lengths.map((length) => (sum * length) / time);
}

/** To the register's steps, where the amount is of such steps and they are fine enough; else so that the sum is right to the last digit. */
function rounded(amounts: Float64Array, amount: number, resolution: number): Float64Array {
  const steps = amount / resolution;
  if (resolution > 0 && steps >= resolvedSteps * amounts.length && Math.abs(steps - Math.round(steps)) < 1e-3) {
    return toWholeSteps(amounts, resolution);
  }
  return amounts;
}

function sumOf(amounts: Float64Array): number {
  let sum = 0;
  for (const amount of amounts) sum += amount;
  return sum;
}
