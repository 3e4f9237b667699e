import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { fillLargeHouse } from './pages/fill-large-house.ts';
import { dataAim, largeHouse, largePages } from './pages/large-pages.ts';
import { servePages } from './pages/serve-pages.ts';

const runs = 5;

/** What the server of the pages needs for a house of the largest size that is promised. */
export const pageSizes: Bench = {
  about: 'pages of a house of 1,000 meters and ten years: time to the last byte, and bytes of data',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'meterworks-pages-'));
    try {
      const partitions = await fillLargeHouse(folder, largeHouse);
      process.stderr.write(`${largeHouse.meters} meters, ${partitions.toLocaleString('en')} partitions recorded\n`);
      const served = await servePages(folder);
      try {
        const measurements: Measurement[] = [];
        for (const { path, aim } of largePages) measurements.push(...(await measurePage(served.origin, path, aim)));
        return measurements;
      } finally {
        await served.stop();
      }
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

async function measurePage(origin: string, path: string, aim: number | undefined): Promise<Measurement[]> {
  let bytes = await load(origin, path); // warms up
  const seconds: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    bytes = await load(origin, path);
    seconds.push((performance.now() - started) / 1_000);
  }
  const about = `${path}, ${largeHouse.meters} meters, ${largeHouse.years} years`;
  return [
    {
      case: about,
      metric: 'time to last byte',
      value: median(seconds),
      unit: 's',
      better: 'lower',
      ...(aim === undefined ? {} : { aim }),
    },
    { case: about, metric: 'data', value: bytes / 1e6, unit: 'MB', better: 'lower', aim: dataAim },
  ];
}

async function load(origin: string, path: string): Promise<number> {
  const response = await fetch(origin + path);
  const body = await response.arrayBuffer();
  if (!response.ok) throw new Error(`${path} answered ${response.status}`);
  return body.byteLength;
}
