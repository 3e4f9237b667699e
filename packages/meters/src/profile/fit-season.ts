import type { ProfileBasis } from '../values/profile.ts';
import { normalizeSeason } from './profile-prior.ts';
import type { KnownStretch, MonthStatistics } from './training.ts';

/** Days of history from which a course over the year is learned (meter-science §4). */
const historyDays = 330;
/** Longer gaps say nothing about single months. */
const longestTeachingGap = 100;
/** The prior counts as much as this many days in every calendar month. */
const priorDays = 5;
/** Least mean weight of a month: no month of a learned profile is without any rate. */
const leastWeight = 0.002;
const sweeps = 25;

export interface Season {
  readonly season: Float64Array;
  readonly basis: ProfileBasis;
}

/**
 * Mean daily weights per calendar month from all that is known of a window, shrunk towards the prior. Gaps that reach over several
 * months are split by the weights found so far, and again (expectation–maximization of a Poisson model with a gamma prior; with
 * measured days only it is the mean per month in one step). The prior itself where the history is shorter than 330 days.
 */
export function fitSeason(window: readonly MonthStatistics[], prior: Season): Season {
  const amounts = new Float64Array(12);
  const days = new Float64Array(12);
  const gaps: KnownStretch[] = [];
  for (const month of window) {
    const at = month.month % 12;
    for (let dayClass = 0; dayClass < 3; dayClass++) {
      amounts[at] = (amounts[at] as number) + (month.amounts[dayClass] as number);
      days[at] = (days[at] as number) + (month.counts[dayClass] as number);
    }
    for (const stretch of month.stretches) {
      if (stretch.months === undefined || stretch.days > longestTeachingGap) continue;
      gaps.push(stretch);
      for (const part of stretch.months) days[part.monthOfYear] = (days[part.monthOfYear] as number) + part.days;
    }
  }
  let history = 0;
  let amount = 0;
  let weight = 0;
  for (let at = 0; at < 12; at++) {
    history += days[at] as number;
    amount += amounts[at] as number;
    weight += (days[at] as number) * (prior.season[at] as number);
  }
  for (const gap of gaps) amount += gap.amount;
  const level = amount / weight;
  if (history < historyDays || !(level > 0) || !Number.isFinite(level)) return prior;

  const season = prior.season.map((share) => Math.max(share, 0.01));
  const found = new Float64Array(12);
  for (let sweep = 0; sweep < (gaps.length > 0 ? sweeps : 1); sweep++) {
    found.set(amounts);
    for (const gap of gaps) splitGap(gap, season, found);
    for (let at = 0; at < 12; at++) {
      const pulled = (found[at] as number) / level + priorDays * (prior.season[at] as number);
      season[at] = Math.max(leastWeight, pulled / ((days[at] as number) + priorDays));
    }
  }
  return normalizeSeason(season) ? { season, basis: 'learned' } : prior;
}

function splitGap(gap: KnownStretch, season: Float64Array, into: Float64Array): void {
  let total = 0;
  for (const part of gap.months ?? []) total += part.days * (season[part.monthOfYear] as number);
  if (!(total > 0)) return;
  for (const { monthOfYear, days } of gap.months ?? []) {
    const share = (days * (season[monthOfYear] as number)) / total;
    into[monthOfYear] = (into[monthOfYear] as number) + gap.amount * share;
  }
}
