import type { Samples } from '../series-store.ts';

export const noSamples: Samples = {
  times: new Float64Array(0),
  values: new Float64Array(0),
  kinds: new Uint8Array(0),
  kindNames: [],
};

/** What appending changes. `first` and `last` are the times touched; `last` < `first` where nothing was. */
export interface Merged {
  readonly samples: Samples;
  readonly written: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Merges new samples into known ones, both ascending by (time, value). A pair that is known already is left out, but takes the
 * new kind if that is later in text order, so that the outcome does not depend on the order of appends.
 */
export function mergeSamples(known: Samples, kind: string, times: Float64Array, values: Float64Array): Merged {
  const kindNames = known.kindNames.includes(kind) ? known.kindNames : [...known.kindNames, kind];
  const kindIndex = kindNames.indexOf(kind);
  const room = known.times.length + times.length;
  const merged = { times: new Float64Array(room), values: new Float64Array(room), kinds: new Uint8Array(room) };
  let length = 0;
  let written = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const touch = (time: number) => {
    first = Math.min(first, time);
    last = Math.max(last, time);
  };
  let old = 0;
  for (let fresh = 0; fresh < times.length; fresh++) {
    const time = times[fresh] as number;
    const value = values[fresh] as number;
    while (old < known.times.length && before(known.times[old] as number, known.values[old] as number, time, value))
      keepOld();
    const repeated = fresh > 0 && times[fresh - 1] === time && values[fresh - 1] === value;
    if (repeated) continue;
    if (old < known.times.length && known.times[old] === time && known.values[old] === value) {
      keepOld();
      const standing = merged.kinds[length - 1] as number;
      if (kind > (kindNames[standing] as string)) {
        merged.kinds[length - 1] = kindIndex;
        touch(time);
      }
      continue;
    }
    merged.times[length] = time;
    merged.values[length] = value;
    merged.kinds[length++] = kindIndex;
    written++;
    touch(time);
  }
  while (old < known.times.length) keepOld();
  return {
    samples: {
      times: merged.times.subarray(0, length),
      values: merged.values.subarray(0, length),
      kinds: merged.kinds.subarray(0, length),
      kindNames,
    },
    written,
    first,
    last,
  };

  function keepOld(): void {
    merged.times[length] = known.times[old] as number;
    merged.values[length] = known.values[old] as number;
    merged.kinds[length++] = known.kinds[old++] as number;
  }
}

/** Known samples but for those of the kind that have another value than the new ones, all ascending, at the same time. */
export function withoutOthers(known: Samples, kind: string, times: Float64Array, values: Float64Array): Samples {
  const index = known.kindNames.indexOf(kind);
  if (index < 0) return known;
  let at = 0;
  const goes = Array.from(known.times, (time, i) => {
    while ((times[at] ?? Number.POSITIVE_INFINITY) < time) at++;
    return times[at] === time && known.kinds[i] === index && known.values[i] !== values[at];
  });
  if (!goes.includes(true)) return known;
  const stays = (_: number, i: number): boolean => goes[i] !== true;
  return {
    times: known.times.filter(stays),
    values: known.values.filter(stays),
    kinds: known.kinds.filter(stays),
    kindNames: known.kindNames,
  };
}

/** The same samples ascending by (time, value); −0 becomes 0. The arrays given are left as they are. */
export function sortedSamples(
  times: Float64Array,
  values: Float64Array,
): { times: Float64Array; values: Float64Array } {
  const count = times.length;
  const positive = values.map((value) => value + 0);
  let ascending = true;
  for (let i = 1; i < count && ascending; i++) {
    ascending = !before(times[i] as number, positive[i] as number, times[i - 1] as number, positive[i - 1] as number);
  }
  if (ascending) return { times, values: positive };
  const order = Uint32Array.from({ length: count }, (_, i) => i).sort(
    (a, b) => (times[a] as number) - (times[b] as number) || (positive[a] as number) - (positive[b] as number),
  );
  return {
    times: Float64Array.from(order, (i) => times[i] as number),
    values: Float64Array.from(order, (i) => positive[i] as number),
  };
}

function before(time: number, value: number, otherTime: number, otherValue: number): boolean {
  return time < otherTime || (time === otherTime && value < otherValue);
}
