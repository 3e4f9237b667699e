export interface OrderedReadings {
  /** UTC ms, ascending. */
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly duplicates: number;
  readonly conflicting: number;
  readonly outOfOrder: number;
}

/** Sorts readings by time, equal times in the order given, and drops what repeats a time and its value. Overwrites what it is given. */
export function orderReadings(times: Float64Array, values: Float64Array): OrderedReadings {
  const outOfOrder = sortByTime(times, values);
  let kept = 0;
  let duplicates = 0;
  let conflicting = 0;
  let sameFrom = 0;
  for (let row = 0; row < times.length; row++) {
    const time = times[row] as number;
    const value = values[row] as number;
    if (kept === 0 || times[kept - 1] !== time) sameFrom = kept;
    if (holds(values, sameFrom, kept, value)) {
      duplicates++;
      continue;
    }
    if (kept > sameFrom) conflicting++;
    times[kept] = time;
    values[kept] = value;
    kept++;
  }
  return { times: times.subarray(0, kept), values: values.subarray(0, kept), duplicates, conflicting, outOfOrder };
}

/** In place; gives how many lay before the latest one above them. */
function sortByTime(times: Float64Array, values: Float64Array): number {
  let outOfOrder = 0;
  let latest = Number.NEGATIVE_INFINITY;
  for (const time of times) {
    if (time < latest) outOfOrder++;
    else latest = time;
  }
  if (outOfOrder === 0) return 0;
  const order = new Uint32Array(times.length);
  for (let row = 0; row < order.length; row++) order[row] = row;
  order.sort((a, b) => (times[a] as number) - (times[b] as number) || a - b);
  times.set(Float64Array.from(order, (row) => times[row] as number));
  values.set(Float64Array.from(order, (row) => values[row] as number));
  return outOfOrder;
}

function holds(values: Float64Array, from: number, to: number, value: number): boolean {
  for (let at = from; at < to; at++) if (values[at] === value) return true;
  return false;
}
