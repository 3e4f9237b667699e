import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEmbeddedSeriesStore } from '@meterworks/runtime';
import { measureProcess } from '../../child-process.ts';
import { median } from '../../measurement.ts';
import { hasRealSeries, readRealSeries, realFile, realSeries } from './real-series.ts';
import type { Section } from './section.ts';

const repeats = 3;
const config = 'storage: embedded\ntimezone: Europe/Amsterdam\nworkflows: { analytics: { start_year: 2018 } }\n';

/** All of a real home, from the embedded store to its anomalies, as one command in a process of its own. */
export const realHome: Section = {
  name: 'nl-home from the store to its anomalies',
  async measure() {
    if (!hasRealSeries()) return [];
    const seconds: number[] = [];
    let readings = 0;
    for (let run = 0; run < repeats; run++) {
      const folder = mkdtempSync(join(tmpdir(), 'meterworks-home-'));
      try {
        readings = await fill(folder);
        const cost = await measureProcess(['meterworks', 'materialize', '--json'], {
          cwd: folder,
          env: { METERWORKS_NOW: '2023-04-10T12:00:00Z' },
        });
        if (cost.exitCode !== 0) throw new Error(`materialize ended with ${cost.exitCode}: ${cost.stderr}`);
        seconds.push(cost.seconds);
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    }
    return [
      {
        case: `nl-home, ${readings} readings, from the store to anomalies`,
        metric: 'wall time of the whole command',
        value: median(seconds),
        unit: 's',
        better: 'lower',
        aim: 1.5,
      },
    ];
  },
};

async function fill(folder: string): Promise<number> {
  mkdirSync(join(folder, 'config'));
  writeFileSync(join(folder, 'config', 'config.yaml'), config);
  copyFileSync(realFile('nl-home/meters.yaml'), join(folder, 'config', 'meters.yaml'));
  const store = await openEmbeddedSeriesStore({ path: join(folder, 'state', 'series.db') });
  let written = 0;
  for (const name of realSeries['nl-home']) {
    const { times, registers } = readRealSeries(`nl-home/${name}`);
    written += (await store.appendSamples(name, 'import', times, registers)).written;
  }
  await store.close();
  return written;
}
