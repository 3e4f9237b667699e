import type { Samples } from '../series/series-store.ts';
import type { SamplesView } from './views.ts';

/**
 * At most `maxPoints` of the samples: all of them if they are few enough, else per bucket of equal duration the smallest and the
 * largest, in the order of their times; so no peak is lost. `maxPoints` of less than 2 counts as 2.
 */
export function thinSamples({ times, values, kinds, kindNames }: Samples, maxPoints: number): SamplesView {
  const total = times.length;
  const point = (i: number) => ({
    time: times[i] as number,
    value: values[i] as number,
    kind: kindNames[kinds[i] as number] as string,
  });
  if (total <= maxPoints) return { points: Array.from(times, (_, i) => point(i)), total, thinned: false };
  const buckets = Math.max(1, Math.floor(maxPoints / 2));
  const first = times[0] as number;
  const width = ((times[total - 1] as number) - first) / buckets;
  const chosen: number[] = [];
  let start = 0;
  for (let bucket = 0; bucket < buckets && start < total; bucket++) {
    const end = bucket === buckets - 1 ? Number.POSITIVE_INFINITY : first + (bucket + 1) * width;
    let smallest = start;
    let largest = start;
    let i = start;
    for (; i < total && (times[i] as number) < end; i++) {
      if ((values[i] as number) < (values[smallest] as number)) smallest = i;
      if ((values[i] as number) > (values[largest] as number)) largest = i;
    }
    if (i > start)
      chosen.push(...(smallest === largest ? [smallest] : [Math.min(smallest, largest), Math.max(smallest, largest)]));
    start = i;
  }
  return { points: chosen.map(point), total, thinned: true };
}
