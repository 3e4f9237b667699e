import { monthLengths } from './profile-prior.ts';

/**
 * A weight for each day of a year (365, or 366 of them) that runs smoothly from month to month, over the turn of the year too,
 * is nowhere negative, and whose mean over each calendar month is the given one.
 *
 * The cumulative weight is interpolated through the ends of the months by a periodic cubic spline, so that its derivative, the
 * rate, is continuous and has the least roughness; the differences between day boundaries then keep every month's sum. Where the
 * spline would fall, the slopes at the ends of the month are bounded to 0 … 3 × the smaller neighbouring mean (Fritsch and Carlson's
 * sufficient condition for a monotone cubic), which keeps sums and continuity.
 */
export function dailySeason(season: Float64Array, leapYear: boolean): Float64Array {
  const lengths = monthLengths.map((days, month) => (month === 1 && leapYear ? 29 : days));
  const daily = new Float64Array(leapYear ? 366 : 365);
  if (season.every((weight) => weight === season[0])) return daily.fill(season[0] ?? 1);
  const rates = monthStartRates(season, lengths);
  let at = 0;
  for (let month = 0; month < 12; month++) {
    const length = lengths[month] as number;
    const mean = season[month] as number;
    const first = rates[month] as number;
    const last = rates[(month + 1) % 12] as number;
    let before = 0;
    for (let day = 1; day <= length; day++) {
      const s = day / length;
      const rest = 1 - s;
      const cumulative = length * (mean * s * s * (1 + 2 * rest) + first * s * rest * rest - last * s * s * rest);
      daily[at++] = Math.max(0, cumulative - before);
      before = cumulative;
    }
  }
  return daily;
}

/** The rate at the start of each month. */
function monthStartRates(season: Float64Array, lengths: readonly number[]): Float64Array {
  const rates = Float64Array.from(season);
  // The cyclic tridiagonal system of the spline is strictly dominant: each sweep leaves a quarter of the error.
  let moved = 1;
  for (let sweep = 0; sweep < 60 && moved > 1e-12; sweep++) {
    moved = 0;
    for (let month = 0; month < 12; month++) {
      const previous = (month + 11) % 12;
      const left = 1 / (lengths[previous] as number);
      const right = 1 / (lengths[month] as number);
      const slopes = 3 * ((season[previous] as number) * left + (season[month] as number) * right);
      const neighbours = (rates[previous] as number) * left + (rates[(month + 1) % 12] as number) * right;
      const rate = (slopes - neighbours) / (2 * (left + right));
      moved = Math.max(moved, Math.abs(rate - (rates[month] as number)));
      rates[month] = rate;
    }
  }
  return rates.map((rate, month) => {
    const most = 3 * Math.min(season[month] as number, season[(month + 11) % 12] as number);
    return Math.min(Math.max(rate, 0), most);
  });
}
