export interface OrderedReadings {
  /** UTC ms, ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly duplicates: number;
  readonly conflicting: number;
  readonly outOfOrder: number;
}

/** Sorts readings by time, equal times in the order given, and drops what repeats a time and its value. */
export function orderReadings(times: Float64Array, values: Float64Array): OrderedReadings {
  let outOfOrder = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < latest) outOfOrder++;
    else latest = time;
  }
  const order = Uint32Array.from(times.keys());
  // Array sorts of typed arrays are stable, but say so: the index decides between equal times.
  if (outOfOrder > 0) order.sort((a, b) => (times[a] ?? 0) - (times[b] ?? 0) || a - b);
  const keptTimes = new Float64Array(times.length);
  const keptValues = new Float64Array(times.length);
  let kept = 0;
  let duplicates = 0;
  let conflicting = 0;
  let sameFrom = 0;
  for (const row of order) {
    const time = times[row] ?? 0;
    const value = values[row] ?? 0;
    if (kept === 0 || keptTimes[kept - 1] !== time) sameFrom = kept;
    if (keptValues.subarray(sameFrom, kept).includes(value)) {
      duplicates++;
      continue;
    }
    if (kept > sameFrom) conflicting++;
    keptTimes[kept] = time;
    keptValues[kept] = value;
    kept++;
  }
  return { times: keptTimes.slice(0, kept), values: keptValues.slice(0, kept), duplicates, conflicting, outOfOrder };
}
