import { decisionSeries } from '@meterworks/meters';
import type { SeriesStore } from '@meterworks/runtime';

/** `withdraw` takes back what was said before. */
export type Verdict = 'accept' | 'reject' | 'withdraw';

/** A reading as it is stored: UTC ms and register in the meter's output unit. */
export interface DecidedReading {
  readonly time: number;
  readonly value: number;
}

/** Writes down the user's word on readings of a meter; what was said before about the same ones is replaced. The next run observes it. */
export async function recordDecisions(
  store: SeriesStore,
  meterId: string,
  readings: readonly DecidedReading[],
  verdict: Verdict,
): Promise<void> {
  const series = decisionSeries(meterId);
  for (const { time, value } of readings) {
    const known = await store.readSamples(series, time, time + 1);
    const places = [...known.values.keys()];
    const same = places.filter((i) => known.times[i] === time && known.values[i] === value);
    if (same.some((i) => known.kindNames[known.kinds[i] as number] !== verdict)) {
      await store.deleteSamples(series, time, time + 1);
      for (const i of places) {
        const kind = known.kindNames[known.kinds[i] as number];
        if (same.includes(i) || kind === undefined) continue;
        await store.appendSamples(series, kind, known.times.slice(i, i + 1), known.values.slice(i, i + 1));
      }
    }
    if (verdict !== 'withdraw') {
      await store.appendSamples(series, verdict, Float64Array.of(time), Float64Array.of(value));
    }
  }
}
