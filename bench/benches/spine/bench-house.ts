import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { defaultHouseSpan, type SimulatedSeries, simulateHouse } from '@meterworks/meters/simulation';
import { openEmbeddedSeriesStore } from '@meterworks/runtime';

const demoConfig = fileURLToPath(new URL('../../../config', import.meta.url));
const zone = 'Europe/Berlin';
const dayMs = 86_400_000;

/** UTC ms: what the house's clock says in the first run; every day until then has ended. */
export const benchNow = Date.UTC(2026, 0, 1, 0, 30);
/** Days of readings beyond `benchNow`, kept aside for runs of one more day. */
const spareDays = 10;

/** The demo house in a folder of its own, every sensor read hourly for four years; nothing is made of it yet. */
export interface BenchHouse {
  readonly folder: string;
  readonly readings: number;
  readonly meters: number;
  /** Forgets whatever was made and added since. */
  reset(): void;
  /** Adds the readings of the day after day number `day` counted from `benchNow` on. */
  addDay(day: number): Promise<void>;
  /** Adds one reading halfway between two of a sensor, `hours` before `benchNow`. */
  addLateReading(hours: number): Promise<void>;
  remove(): void;
}

export async function openBenchHouse(): Promise<BenchHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-spine-'));
  cpSync(demoConfig, join(folder, 'config'), { recursive: true });
  const to = benchNow + spareDays * dayMs;
  const { series } = simulateHouse({ from: defaultHouseSpan(zone).from, to, seed: 1, zone, allHourly: true });
  const path = join(folder, 'state', 'series.db');
  let readings = 0;
  await append((time) => time <= benchNow);
  cpSync(join(folder, 'state'), join(folder, 'untouched'), { recursive: true });
  return {
    folder,
    readings,
    meters: series.length,
    reset() {
      rmSync(join(folder, 'state'), { recursive: true, force: true });
      cpSync(join(folder, 'untouched'), join(folder, 'state'), { recursive: true });
    },
    async addDay(day) {
      const from = benchNow + day * dayMs;
      await append((time) => time > from && time <= from + dayMs);
    },
    async addLateReading(hours) {
      const at = benchNow - hours * 3_600_000;
      const sensor = series.find(({ times }) => (times[0] as number) < at && (times.at(-1) as number) > benchNow);
      if (sensor === undefined) throw new RangeError('no sensor of the demo house was read before and after that time');
      const { meterId, kind, times, values } = sensor;
      const after = times.findIndex((time) => time > at);
      const middle = (column: Float64Array) => ((column[after - 1] as number) + (column[after] as number)) / 2;
      const store = await openEmbeddedSeriesStore({ path });
      await store.appendSamples(meterId, kind, Float64Array.of(middle(times)), Float64Array.of(middle(values)));
      await store.close();
    },
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };

  async function append(wanted: (time: number) => boolean): Promise<void> {
    const store = await openEmbeddedSeriesStore({ path });
    for (const one of series) {
      const { times, values } = chosen(one, wanted);
      readings += (await store.appendSamples(one.meterId, one.kind, times, values)).written;
    }
    await store.close();
  }
}

/** Sensors say "not a number" at times; as with an import, that never reaches the store. */
function chosen({ times, values }: SimulatedSeries, wanted: (time: number) => boolean) {
  const kept = [...times.keys()].filter((i) => wanted(times[i] as number) && Number.isFinite(values[i]));
  return {
    times: Float64Array.from(kept, (i) => times[i] as number),
    values: Float64Array.from(kept, (i) => values[i] as number),
  };
}
