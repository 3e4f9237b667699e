import type { AssetKey } from '@meterworks/assets';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';

/** Writes 700 values and 700 samples a round, all bearing the round's number, and tells of each round; until it is killed. */
const store = await openEmbeddedSeriesStore({ path: process.argv[2] as string });
for (let round = 1; ; round++) {
  const entries = Array.from({ length: 700 }, (_, ordinal) => ({
    ordinal,
    bytes: Uint8Array.of(round & 255, round >> 8),
  }));
  await store.saveValues('a' as AssetKey, entries);
  const times = Float64Array.from(entries, (_, i) => i * 7_200_000); // over two months
  await store.appendSamples('s', 'sensor', times, new Float64Array(700).fill(round));
  process.send?.(round);
  await new Promise((resolve) => setImmediate(resolve));
}
