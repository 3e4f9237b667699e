import { gapDayClass } from './gap-day-class.ts';
import { evenWeightOf, type MonthStatistics } from './training.ts';

/** Measured days below which the week is learned from gaps. */
const leastDays = 28;
/** A class of day is believed to differ only as far as it outweighs this many average days. */
const evenDays = 4;
/** Days of a class needed for hours of its own. */
const leastHourDays = 3;
/** An even day counts as much as this many days. */
const flatDays = 3;
/** No hour of a learned day is without any rate: least share of a slot. */
const leastShare = 1e-4;

/** Relative weights of Mo–Fr, Sa and Su, mean 1 over a week, with the season taken out. */
export function fitDayClass(window: readonly MonthStatistics[], season: Float64Array): Float64Array {
  const amounts = [0, 0, 0];
  const weights = [0, 0, 0];
  let days = 0;
  for (const month of window) {
    for (let dayClass = 0; dayClass < 3; dayClass++) {
      const count = month.lessons.counts[dayClass] as number;
      days += count;
      amounts[dayClass] = (amounts[dayClass] as number) + (month.lessons.amounts[dayClass] as number);
      weights[dayClass] = (weights[dayClass] as number) + count * (season[month.month % 12] as number);
    }
  }
  if (days < leastDays) {
    const gaps = window.flatMap(({ gaps: ofMonth }) => ofMonth);
    return gapDayClass(gaps, (gap) => evenWeightOf(gap, season));
  }
  const flat = new Float64Array(3).fill(1);
  const level = sum(amounts) / sum(weights);
  if (!(level > 0) || !Number.isFinite(level)) return flat;
  const classes = flat.map(
    (_, dayClass) => ((amounts[dayClass] as number) / level + evenDays) / ((weights[dayClass] as number) + evenDays),
  );
  const mean = (5 * (classes[0] as number) + (classes[1] as number) + (classes[2] as number)) / 7;
  return classes.map((weight) => weight / mean);
}

/** 3 × 24 shares of a day by wall-clock hour, each row summing to 1. */
export function fitHours(window: readonly MonthStatistics[]): Float64Array {
  const amounts = new Float64Array(72);
  const counts = new Float64Array(72);
  const days = new Float64Array(3);
  for (const month of window) {
    for (let at = 0; at < 72; at++) {
      amounts[at] = (amounts[at] as number) + (month.lessons.hourAmounts[at] as number);
      counts[at] = (counts[at] as number) + (month.lessons.hourCounts[at] as number);
    }
    for (let at = 0; at < 3; at++) days[at] = (days[at] as number) + (month.lessons.hourDays[at] as number);
  }
  const hours = new Float64Array(72);
  for (let dayClass = 0; dayClass < 3; dayClass++) {
    const own = (days[dayClass] as number) >= leastHourDays;
    const from = own ? [dayClass] : [0, 1, 2];
    hours.set(hourShares(amounts, counts, from, sum(from.map((at) => days[at] as number))), dayClass * 24);
  }
  return hours;
}

function hourShares(
  amounts: Float64Array,
  counts: Float64Array,
  classes: readonly number[],
  days: number,
): Float64Array {
  const shares = new Float64Array(24).fill(1 / 24);
  if (days < leastHourDays) return shares;
  const means = new Float64Array(24);
  let total = 0;
  let known = 0;
  for (let slot = 0; slot < 24; slot++) {
    let amount = 0;
    let count = 0;
    for (const dayClass of classes) {
      amount += amounts[dayClass * 24 + slot] as number;
      count += counts[dayClass * 24 + slot] as number;
    }
    means[slot] = amount / count;
    if (count === 0) continue;
    total += amount / count;
    known++;
  }
  const ofDay = (total / known) * 24;
  if (!(ofDay > 0) || !Number.isFinite(ofDay)) return shares;
  let sumOfShares = 0;
  for (let slot = 0; slot < 24; slot++) {
    const mean = means[slot] as number;
    const own = Number.isNaN(mean) ? 1 / 24 : mean / ofDay;
    const share = Math.max(leastShare, (days * own + flatDays / 24) / (days + flatDays));
    shares[slot] = share;
    sumOfShares += share;
  }
  for (let slot = 0; slot < 24; slot++) shares[slot] = (shares[slot] as number) / sumOfShares;
  return shares;
}

function sum(values: readonly number[]): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
