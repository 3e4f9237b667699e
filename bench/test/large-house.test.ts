import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openReadSide } from '@meterworks/runtime/read';
import { expect, it } from 'vitest';
import { fillLargeHouse } from '../benches/pages/fill-large-house.ts';

it('records a house that the pages can read, with as many statuses as partitions', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-large-house-'));
  try {
    const partitions = await fillLargeHouse(folder, { meters: 3, years: 2 });
    const read = openReadSide({
      stateDatabase: join(folder, 'meterworks.db'),
      seriesDatabase: join(folder, 'series.db'),
    });
    try {
      const { counts, assets } = await read.overview();
      expect(assets).toBe(27);
      expect(Object.values(counts).reduce((sum, count) => sum + count, 0)).toBe(partitions);
      expect(await read.values('consumption/meter_00002/monthly', 0, 10_000)).toHaveLength(24);
      const why = await read.why('consumption/meter_00002/daily', 16_900);
      expect(why?.inputs.map(({ asset, count }) => [asset, count])).toEqual([['physical/meter_00002', 1]]);
    } finally {
      await read.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
