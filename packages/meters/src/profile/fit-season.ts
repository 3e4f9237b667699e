import type { ProfileBasis } from '../values/profile.ts';
import { normalizeSeason } from './profile-prior.ts';
import type { KnownGap, MonthStatistics } from './training.ts';

/** Days of history from which a course over the year is learned (meter-science §4). */
const historyDays = 330;
/** Longer gaps say nothing about single months. */
const longestTeachingGap = 100;
/**
 * The prior counts as much as this many days in every calendar month: against days whose month is certain, and against days of gaps over
 * several months. How much of those fell in which month is itself a guess, and a guess that only follows the amounts swings.
 */
const priorDays = { certain: 5, guessed: 45 } as const;
/** Least mean weight of a month: no month of a learned profile is without any rate. */
const leastWeight = 0.002;
const sweeps = 40;
/** Weights that move less than this from sweep to sweep are found. */
const enough = 1e-3;

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
  const guessedDays = new Float64Array(12);
  const gaps: KnownGap[] = [];
  for (const month of window) {
    const at = month.month % 12;
    for (let dayClass = 0; dayClass < 3; dayClass++) {
      amounts[at] = (amounts[at] as number) + (month.lessons.amounts[dayClass] as number);
      days[at] = (days[at] as number) + (month.lessons.counts[dayClass] as number);
    }
    for (const gap of month.gaps) {
      if (gap.days > longestTeachingGap) continue;
      gaps.push(gap);
      for (let part = 0; part < gap.months.length; part++) {
        const touched = gap.months[part] as number;
        days[touched] = (days[touched] as number) + (gap.daysInMonths[part] as number);
        const elsewhere = 1 - (gap.daysInMonths[part] as number) / gap.days;
        guessedDays[touched] = (guessedDays[touched] as number) + (gap.daysInMonths[part] as number) * elsewhere;
      }
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
  for (let sweep = 0; sweep < sweeps; sweep++) {
    found.set(amounts);
    for (let index = 0; index < gaps.length; index++) splitGap(gaps[index] as KnownGap, season, found);
    let moved = 0;
    for (let at = 0; at < 12; at++) {
      const all = days[at] as number;
      const guessed = all > 0 ? (guessedDays[at] as number) / all : 1;
      const pull = priorDays.certain + guessed * (priorDays.guessed - priorDays.certain);
      const next = Math.max(
        leastWeight,
        ((found[at] as number) / level + pull * (prior.season[at] as number)) / (all + pull),
      );
      moved = Math.max(moved, Math.abs(next - (season[at] as number)));
      season[at] = next;
    }
    if (gaps.length === 0 || moved < enough) break;
  }
  return normalizeSeason(season) ? { season, basis: 'learned' } : prior;
}

/** Adds a gap's amount to its months in proportion to their weights so far. */
function splitGap({ amount, months, daysInMonths }: KnownGap, season: Float64Array, into: Float64Array): void {
  let total = 0;
  for (let part = 0; part < months.length; part++) {
    total += (daysInMonths[part] as number) * (season[months[part] as number] as number);
  }
  if (!(total > 0)) return;
  const scale = amount / total;
  for (let part = 0; part < months.length; part++) {
    const month = months[part] as number;
    into[month] = (into[month] as number) + (daysInMonths[part] as number) * (season[month] as number) * scale;
  }
}
