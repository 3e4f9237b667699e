/** Fewer amounts than this have no outliers. */
const leastForClipping = 8;
/** A single amount counts at most with the upper quartile plus so many interquartile ranges. */
const clipRanges = 6;
/** Of so many one may be wild; what happens more often is a habit of the meter, such as a car that is charged once a week. */
const wildOneIn = 20;

/** What a single amount (or rate) among its likes may count at most; no limit where none is clearly wild. */
export function clipLimit(amounts: readonly number[]): number {
  if (amounts.length < leastForClipping) return Number.POSITIVE_INFINITY;
  const sorted = Float64Array.from(amounts).sort();
  const lower = sorted[Math.floor((sorted.length - 1) * 0.25)] as number;
  const upper = sorted[Math.ceil((sorted.length - 1) * 0.75)] as number;
  const limit = upper + clipRanges * (upper - lower);
  const tolerated = Math.max(1, Math.floor(sorted.length / wildOneIn));
  const firstTolerated = sorted[sorted.length - 1 - tolerated] as number;
  return upper > lower && firstTolerated <= limit ? limit : Number.POSITIVE_INFINITY;
}
