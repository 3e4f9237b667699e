import type { ProfileBasis } from '../values/profile.ts';

/** What is known of a meter's yearly course before its readings teach it. */
export interface ProfilePrior {
  readonly kind: 'electricity' | 'gas' | 'heat' | 'water';
  /** Twelve shares of a year, January to December; their sum is of no account. */
  readonly monthlyShares?: ArrayLike<number>;
}

/** Days of the months of a year without 29 February: to this year the shares of a pattern refer. */
export const monthLengths: readonly number[] = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Shares of a year's heating degree days per month, per mille: the default for what heats. */
const degreeDayShares: readonly number[] = [170, 150, 130, 80, 40, 13.3, 13.3, 13.3, 30, 80, 120, 160];

/** Whether a meter's consumption follows the heating season. */
export function followsHeating(kind: ProfilePrior['kind']): boolean {
  return kind === 'gas' || kind === 'heat';
}

/** Mean daily weight per calendar month, mean 1 over a year of 365 days, and where it comes from. */
export function priorSeason(prior: ProfilePrior): { readonly season: Float64Array; readonly basis: ProfileBasis } {
  const configured = prior.monthlyShares && seasonOfShares(prior.monthlyShares);
  if (configured) return { season: configured, basis: 'pattern' };
  const degreeDays = followsHeating(prior.kind) ? seasonOfShares(degreeDayShares) : undefined;
  if (degreeDays) return { season: degreeDays, basis: 'degree-days' };
  return { season: new Float64Array(12).fill(1), basis: 'uniform' };
}

/** Undefined where the shares say nothing: not twelve, negative, not finite or all zero. */
function seasonOfShares(shares: ArrayLike<number>): Float64Array | undefined {
  if (shares.length !== 12) return undefined;
  const season = Float64Array.from(monthLengths, (days, month) => (shares[month] ?? 0) / days);
  if (!season.every((weight) => weight >= 0 && Number.isFinite(weight))) return undefined;
  return normalizeSeason(season) ? season : undefined;
}

/** Scales to mean 1 over the year's days, in place; false where all is zero, but for rounding. */
export function normalizeSeason(season: Float64Array): boolean {
  let total = 0;
  for (let month = 0; month < 12; month++) total += (season[month] ?? 0) * (monthLengths[month] ?? 0);
  if (!(total > 1e-12) || !Number.isFinite(total)) return false;
  const scale = 365 / total;
  for (let month = 0; month < 12; month++) season[month] = (season[month] ?? 0) * scale;
  return true;
}
