import { join } from 'node:path';
import { openEmbeddedSeriesStore } from '@meterworks/runtime';
import { expect, test } from 'vitest';
import { chaosCycles } from '../test-size.ts';
import type { ChaosStorage } from './chaos-house.ts';
import { killDaemons } from './kill-daemons.ts';

const embedded: ChaosStorage = {
  config: 'storage: embedded\n',
  async write({ folder }, readings) {
    const store = await openEmbeddedSeriesStore({ path: join(folder, 'state', 'series.db') });
    for (const meter of new Set(readings.map((reading) => reading.meter))) {
      const own = readings.filter((reading) => reading.meter === meter).sort((a, b) => a.time - b.time);
      const column = (of: 'time' | 'value') => Float64Array.from(own, (reading) => reading[of]);
      await store.appendSamples(meter, 'import', column('time'), column('value'));
    }
    await store.close();
  },
};

test('whenever daemons are killed, all comes out as if none had been, in the embedded store', {
  timeout: 60_000 + chaosCycles * 10_000,
}, async () => {
  expect(await killDaemons(embedded, embedded)).toBeGreaterThan(1000);
});
