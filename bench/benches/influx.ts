import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { homeAssistantLayout, meterPlaces } from '@meterworks/meters';
import { loadConfiguration } from '@meterworks/meters/config';
import { generateSyntheticHouse } from '@meterworks/meters/simulation';
import { type InfluxConnection, openInfluxSeriesStore } from '@meterworks/runtime/influxdb';
import { type InfluxServer, ManualClock, startInfluxServer } from '@meterworks/runtime/testing';
import { measureProcess } from '../child-process.ts';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const repeats = 5;
const linesAtOnce = 50_000;
const oneMeter = 'meters:\n  - { meter_id: dense, type: physical, output_unit: kWh }\n';

/**
 * A house whose readings lie on a real server: the raw bucket in shards of a week, as a bucket has them unless told, the processed one in
 * one shard for all years. With weekly shards there, each write of a meter's four years goes to 208 of them.
 */
export const influx: Bench = {
  about: 'a house on an InfluxDB server: from cold, looking, one more day; a meter read every ten seconds',
  async measure() {
    const server = await startInfluxServer();
    try {
      await warmUp(server);
      return [...(await measureHouse(server)), ...(await measureDenseMeter(server))];
    } finally {
      await server.stop();
    }
  },
};

/** The first run after an install compiles what the others find compiled: a house without readings takes that upon itself. */
async function warmUp(server: InfluxServer): Promise<void> {
  const house = await openHouse(server, oneMeter);
  await house.materialize(Date.UTC(2024, 0, 1));
  house.remove();
}

async function measureHouse(server: InfluxServer): Promise<Measurement[]> {
  const { yaml, physicalIds, readings, to } = generateSyntheticHouse({ meters: 26, years: 4, seed: 1 });
  const house = await openHouse(server, yaml);
  try {
    let count = 0;
    const upTo = to - 10 * dayMs;
    const write = async (wanted: (time: number) => boolean) => {
      for (const id of physicalIds) {
        const { times, values } = readings(id);
        count += await house.write(id, times, (time, i) => (wanted(time) ? values[i] : undefined));
      }
    };
    await write((time) => time <= upTo);
    const name = `26 meters, four years, ${count.toLocaleString('en-US')} readings`;
    const cold = await house.materialize(upTo + hourMs);
    const idle = await house.materialize(upTo + hourMs);
    const days: number[] = [];
    let now = upTo;
    for (; days.length < repeats; now += dayMs) {
      await write((time) => time > now && time <= now + dayMs);
      days.push((await house.materialize(now + dayMs + hourMs)).seconds);
    }
    const { quick, sweep } = await house.look(now + hourMs);
    return [
      time(`${name}, from cold`, cold.seconds, 15),
      memory(`${name}, from cold`, cold.peak, 200),
      time(`${name}, nothing to do`, idle.seconds),
      time(`${name}, one more day`, median(days), 1.5),
      time('quick look for changes', quick, 1),
      time('sweep over all of history', sweep, 3),
    ];
  } finally {
    house.remove();
  }
}

/** Readings every ten seconds for a year: 3.15 million. */
async function measureDenseMeter(server: InfluxServer): Promise<Measurement[]> {
  const house = await openHouse(server, oneMeter);
  try {
    const from = Date.UTC(2024, 0, 1);
    const steps = (365 * dayMs) / 10_000;
    for (let first = 0; first < steps; first += linesAtOnce * 4) {
      const length = Math.min(linesAtOnce * 4, steps - first);
      const times = Float64Array.from({ length }, (_, i) => from + (first + i) * 10_000);
      await house.write('dense', times, (_, i) => Math.round((first + i) * 1.3) / 1000);
    }
    const { seconds, peak } = await house.materialize(from + 365 * dayMs + hourMs);
    const name = `one meter, ${steps.toLocaleString('en-US')} readings in a year, from cold`;
    return [time(name, seconds, 10), memory(name, peak, 200)];
  } finally {
    house.remove();
  }
}

/** A house in a folder of its own with buckets of its own. */
async function openHouse(server: InfluxServer, meters: string) {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-influx-'));
  const raw = await server.createBucket('raw', 7);
  const processed = await server.createBucket('processed');
  const connection: InfluxConnection = server.connect();
  for (const name of ['config', 'secrets']) mkdirSync(join(folder, name));
  writeFileSync(
    join(folder, 'config/config.yaml'),
    `storage: influxdb
influxdb: { url: "${server.url}", bucket_raw: ${raw}, bucket_processed: ${processed} }
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2022 } }
`,
  );
  writeFileSync(join(folder, 'config/meters.yaml'), meters);
  const secrets = join(folder, 'secrets/influxdb.env');
  writeFileSync(secrets, `INFLUX_TOKEN=${server.token}\nINFLUX_ORG=${server.org}\n`, { mode: 0o600 });
  return {
    /** Writes what has a value; gives how many that are. */
    async write(meter: string, times: Float64Array, valueAt: (time: number, i: number) => number | undefined) {
      const lines: string[] = [];
      times.forEach((at, i) => {
        const value = valueAt(at, i);
        if (value !== undefined) lines.push(`kWh,domain=sensor,entity_id=${meter} value=${value} ${at}`);
      });
      for (let from = 0; from < lines.length; from += linesAtOnce) {
        await connection.write(raw, lines.slice(from, from + linesAtOnce));
      }
      return lines.length;
    },
    async materialize(now: number): Promise<{ seconds: number; peak: number }> {
      const env = { METERWORKS_NOW: new Date(now).toISOString() };
      const cost = await measureProcess(['meterworks', 'materialize', '--json'], { cwd: folder, env });
      if (cost.exitCode !== 0) throw new Error(cost.stderr);
      return { seconds: cost.seconds, peak: cost.peakMegabytes ?? Number.NaN };
    },
    /** Seconds for looking at the last weeks, and at everything, where nothing has changed. */
    async look(now: number): Promise<{ quick: number; sweep: number }> {
      const { configuration } = await loadConfiguration(join(folder, 'config'), (path) =>
        readFile(path, 'utf8').catch(() => undefined),
      );
      if (configuration === undefined) throw new Error('the configuration has errors');
      const seconds = async (sweepAfterMs: number): Promise<number> => {
        const clock = new ManualClock(now);
        const store = await openInfluxSeriesStore({
          path: join(folder, 'look.db'),
          influx: server.connect(),
          layout: homeAssistantLayout(raw),
          places: meterPlaces(configuration),
          clock,
          sweepAfterMs,
        });
        let { cursor } = await store.changedSince(undefined);
        const taken: number[] = [];
        for (let run = 0; run < repeats; run++) {
          await clock.advance(60_000);
          const started = performance.now();
          let seen = await store.changedSince(cursor);
          while (seen.more) seen = await store.changedSince(seen.cursor);
          cursor = seen.cursor;
          taken.push((performance.now() - started) / 1000);
        }
        await store.close();
        return median(taken);
      };
      return { quick: await seconds(dayMs), sweep: await seconds(0) };
    },
    remove() {
      connection.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function time(name: string, value: number, aim?: number): Measurement {
  return { case: name, metric: 'wall time', value, unit: 's', better: 'lower', ...(aim === undefined ? {} : { aim }) };
}

function memory(name: string, value: number, aim: number): Measurement {
  return { case: name, metric: 'peak memory', value, unit: 'MB', better: 'lower', aim };
}
