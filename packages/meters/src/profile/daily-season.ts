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
  const { lengths, ofMean, ofFirst, ofLast } = leapYear ? leap : common;
  const daily = new Float64Array(ofMean.length);
  if (season.every((weight) => weight === season[0])) return daily.fill(season[0] ?? 1);
  const rates = monthStartRates(season, lengths);
  let day = 0;
  for (let month = 0; month < 12; month++) {
    const mean = season[month] as number;
    const first = rates[month] as number;
    const last = rates[(month + 1) % 12] as number;
    const end = day + (lengths[month] as number);
    for (; day < end; day++) {
      const weight = mean * (ofMean[day] as number) + first * (ofFirst[day] as number) + last * (ofLast[day] as number);
      daily[day] = weight > 0 ? weight : 0;
    }
  }
  return daily;
}

/** What a month's mean and the rates at its start and its end contribute to each of its days: differences of cubic Hermite polynomials. */
interface SplineYear {
  readonly lengths: readonly number[];
  readonly ofMean: Float64Array;
  readonly ofFirst: Float64Array;
  readonly ofLast: Float64Array;
}

const common = splineYear(monthLengths);
const leap = splineYear(monthLengths.map((days, month) => (month === 1 ? 29 : days)));

function splineYear(lengths: readonly number[]): SplineYear {
  const days = lengths.reduce((sum, length) => sum + length, 0);
  const year = {
    lengths,
    ofMean: new Float64Array(days),
    ofFirst: new Float64Array(days),
    ofLast: new Float64Array(days),
  };
  let at = 0;
  for (const length of lengths) {
    for (let day = 0; day < length; day++, at++) {
      const from = day / length;
      const to = (day + 1) / length;
      year.ofMean[at] = length * (to * to * (3 - 2 * to) - from * from * (3 - 2 * from));
      year.ofFirst[at] = length * (to * (1 - to) ** 2 - from * (1 - from) ** 2);
      year.ofLast[at] = length * (from * from * (1 - from) - to * to * (1 - to));
    }
  }
  return year;
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
