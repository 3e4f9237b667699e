import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Zone } from '@meterworks/assets';
import { openZone } from '@meterworks/assets';
import type { DailyConsumption, DayValue, RepairedDay, RollupConsumption } from '@meterworks/meters';
import { type Configuration, formatProblem, loadConfiguration } from '@meterworks/meters/config';
import { parseReadingsCsv } from '@meterworks/meters/import';
import {
  Engine,
  openEmbeddedSeriesStore,
  openStateDatabase,
  type PlanReport,
  type RunReport,
  type SeriesStore,
  silentLogger,
  stateStoreIn,
  unfenced,
} from '@meterworks/runtime';
import { ManualClock } from '@meterworks/runtime/testing';
import { buildHouseGraph } from '../../src/composition/house-graph.ts';

const shared = process.env.METERWORKS_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));

/** Readings of real homes, and whether they are there. */
export const realHomes = { folder: join(shared, 'data'), present: existsSync(join(shared, 'data')) };
if (!realHomes.present) console.warn(`SKIPPED: no readings of real homes in ${realHomes.folder}`);

export function realText(path: string): string {
  return readFileSync(join(realHomes.folder, path), 'utf8');
}

export interface HouseTexts {
  readonly config: string;
  readonly meters: string;
  readonly patterns?: string;
}

/** A house in a folder of its own: real databases, a clock that is moved by hand. */
export interface AcceptanceHouse {
  readonly clock: ManualClock;
  readonly series: SeriesStore;
  readonly zone: Zone;
  readonly configuration: Configuration;
  readonly engine: Engine;
  /** The same databases under another configuration. */
  configure(texts: Partial<HouseTexts>): Promise<void>;
  /** Adds the readings of a CSV file's text as an import does; gives how many were new. */
  importCsv(meter: string, text: string): Promise<number>;
  /** Adds single readings, time as ISO 8601 with zone. */
  read(meter: string, ...readings: readonly (readonly [time: string, register: number])[]): Promise<number>;
  plan(selection?: string): Promise<PlanReport>;
  materialize(selection?: string): Promise<RunReport>;
  days(asset: string): Promise<Map<string, DayValue>>;
  repaired(meter: string): Promise<Map<string, RepairedDay>>;
  consumption(meter: string): Promise<Map<string, DailyConsumption>>;
  rollups(meter: string, grain: 'monthly' | 'yearly'): Promise<Map<string, RollupConsumption>>;
  valuesOf<V>(asset: string): Promise<Map<string, V>>;
  close(): Promise<void>;
}

export async function openAcceptanceHouse(texts: HouseTexts, now: string): Promise<AcceptanceHouse> {
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-acceptance-'));
  const clock = new ManualClock(Date.parse(now));
  const connection = await openStateDatabase(join(folder, 'meterworks.db'));
  const series = await openEmbeddedSeriesStore({ path: join(folder, 'series.db') });
  const state = stateStoreIn(connection);
  let current = texts;
  let configuration = await configurationOf(current);
  const engineOf = () =>
    new Engine({
      graph: buildHouseGraph(configuration, series),
      state,
      series,
      clock,
      logger: silentLogger,
      fence: unfenced,
    });
  let engine = engineOf();
  const valuesOf = async <V>(asset: string): Promise<Map<string, V>> =>
    new Map((await engine.values(asset)).map(({ key, value }) => [key, value as V]));
  const request = (selection: string | undefined) => (selection === undefined ? {} : { selection });
  return {
    clock,
    series,
    get zone() {
      return openZone(configuration.timezone);
    },
    get configuration() {
      return configuration;
    },
    get engine() {
      return engine;
    },
    async configure(changes) {
      current = { ...current, ...changes };
      configuration = await configurationOf(current);
      engine = engineOf();
    },
    async importCsv(meter, text) {
      const { times, values, report } = parseReadingsCsv(text);
      if (report.refused.length > 0) throw new Error(`${meter}: ${report.refused.length} rows were refused`);
      return (await series.appendSamples(meter, 'import', times, values)).written;
    },
    async read(meter, ...readings) {
      const times = Float64Array.from(readings, ([time]) => Date.parse(time));
      const registers = Float64Array.from(readings, ([, register]) => register);
      return (await series.appendSamples(meter, 'import', times, registers)).written;
    },
    plan: (selection) => engine.plan(request(selection), { actor: 'test' }),
    materialize: (selection) => engine.materialize(request(selection), { actor: 'test', kind: 'manual' }),
    days: (asset) => valuesOf<DayValue>(asset),
    repaired: (meter) => valuesOf<RepairedDay>(`repaired/${meter}`),
    consumption: (meter) => valuesOf<DailyConsumption>(`consumption/${meter}/daily`),
    rollups: (meter, grain) => valuesOf<RollupConsumption>(`consumption/${meter}/${grain}`),
    valuesOf,
    async close() {
      await series.close();
      await state.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function configurationOf({ config, meters, patterns }: HouseTexts): Promise<Configuration> {
  const files = new Map([
    ['config/config.yaml', config],
    ['config/meters.yaml', meters],
    ...(patterns === undefined ? [] : [['config/seasonal_patterns.yaml', patterns] as const]),
  ]);
  const loaded = await loadConfiguration('config', (path) => files.get(path.replaceAll('\\', '/')));
  if (loaded.configuration === undefined) throw new Error(loaded.problems.map(formatProblem).join('\n'));
  return loaded.configuration;
}

/** Sum of what is known in [from, to], partition keys included; throws where a day is unknown. */
export function sumOf(
  days: ReadonlyMap<string, { readonly consumption: number | undefined }>,
  from: string,
  to: string,
): number {
  let sum = 0;
  let count = 0;
  for (const [key, { consumption }] of days) {
    if (key < from || key > to) continue;
    if (consumption === undefined) throw new Error(`${key} is unknown`);
    sum += consumption;
    count++;
  }
  if (count === 0) throw new Error(`nothing between ${from} and ${to}`);
  return sum;
}
