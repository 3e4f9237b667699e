import type { Zone } from '@meterworks/assets';
import type { Profile } from '../values/profile.ts';
import { fitLevel } from './fit-level.ts';
import { fitSeason, type Season } from './fit-season.ts';
import { fitDayClass, fitHours } from './fit-shapes.ts';
import { fitSpread } from './fit-spread.ts';
import { openWeight } from './open-weight.ts';
import { followsHeating, type ProfilePrior, priorSeason } from './profile-prior.ts';
import { collectStatistics, type MonthStatistics, type TrainingDays } from './training.ts';

/** The months whose days teach the profile of a month: so many before it, itself, and so many after. */
export const trainingMonths = { before: 35, after: 1 } as const;

/** Days that the level looks back: heating is judged by a whole year. */
const levelDays = { heating: 365, other: 28 } as const;

/** The profile that all the given days teach. */
export function fitProfile(training: TrainingDays, prior: ProfilePrior, zone: Zone): Profile {
  return fitWindow(collectStatistics(training, zone), prior, priorSeason(prior), zone);
}

/**
 * The profiles of many months at once: that of month M (month numbers, ascending or not) is `fitProfile` of the days of the months
 * M − 35 … M + 1. A pure function of those days: it is the same number for number whatever else is given.
 *
 * @param statistics ascending by month
 */
export function fitProfiles(
  statistics: readonly MonthStatistics[],
  months: readonly number[],
  prior: ProfilePrior,
  zone: Zone,
): Profile[] {
  const season = priorSeason(prior);
  return months.map((month) => {
    const from = statistics.findIndex((entry) => entry.month >= month - trainingMonths.before);
    const after = statistics.findIndex((entry) => entry.month > month + trainingMonths.after);
    const window = from < 0 ? [] : statistics.slice(from, after < 0 ? undefined : after);
    return fitWindow(window, prior, season, zone);
  });
}

function fitWindow(window: readonly MonthStatistics[], prior: ProfilePrior, from: Season, zone: Zone): Profile {
  const { season, basis } = fitSeason(window, from);
  const dayClass = fitDayClass(window, season);
  const hours = fitHours(window);
  let days = 0;
  for (const month of window) for (const count of month.lessons.counts) days += count;
  const shape: Profile = { basis, season, dayClass, hours, level: undefined, spread: new Float64Array(0), days };
  const span = followsHeating(prior.kind) ? levelDays.heating : levelDays.other;
  const level = fitLevel(window, span, openWeight(shape, zone));
  return { ...shape, level, spread: fitSpread(window, shape, span, prior.kind) };
}
