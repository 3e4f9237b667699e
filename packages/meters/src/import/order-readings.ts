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
  const order = new Uint32Array(times.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
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
    if (holds(keptValues, sameFrom, kept, value)) {
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

function holds(values: Float64Array, from: number, to: number, value: number): boolean {
  for (let at = from; at < to; at++) if (values[at] === value) return true;
  return false;
}
