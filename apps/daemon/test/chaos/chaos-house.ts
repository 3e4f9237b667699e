import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '@meterworks/runtime';
import { fileCommand, openCommandDatabase } from '@meterworks/runtime/commands';
import type { CommandContext } from '../../src/command-context.ts';
import { openHouse } from '../../src/composition/open-house.ts';
import { openPlace, type Place, type Running } from '../commands/cli.ts';
import { chaosMeters, lastReading, type Reading } from './chaos-readings.ts';

/** Where the readings of a house lie, and how new ones get there. */
export interface ChaosStorage {
  /** The first lines of config.yaml. */
  readonly config: string;
  readonly secrets?: string;
  write(place: Place, readings: readonly Reading[]): Promise<void>;
}

/** A house whose daemons are killed. */
export interface ChaosHouse {
  readonly place: Place;
  /** A daemon whose clock starts so many hours after the last reading. */
  start(hours: number): Running;
  write(readings: readonly Reading[]): Promise<void>;
  /** Asks for a part of the past to be made again; gives whether there is a database to ask in. */
  fileBackfill(facts: { readonly from: string; readonly to: string; readonly chunk: number }): Promise<boolean>;
  /** Ends when nothing that was asked for waits any more. */
  untilIdle(): Promise<void>;
  /** Rows of the state database. */
  rows<Row>(sql: string): Promise<Row[]>;
}

export async function openChaosHouse(storage: ChaosStorage): Promise<ChaosHouse> {
  const place = openPlace({
    'config/config.yaml': `${storage.config}timezone: Europe/Berlin
workflows:
  analytics: { start_year: 2024, schedule: "*/2 * * * * *" }
  often: { schedule: "* * * * * *", selection: physical/* or consumption/* }
`,
    'config/meters.yaml': chaosMeters,
    ...(storage.secrets === undefined ? {} : { 'secrets/influxdb.env': storage.secrets }),
  });
  const path = join(place.folder, 'state', 'meterworks.db');
  const withDatabase = async <T>(work: (connection: Awaited<ReturnType<typeof openCommandDatabase>>) => T) => {
    const connection = await openCommandDatabase(path, systemClock);
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  };
  const rows = <Row>(sql: string) => withDatabase((connection) => connection.all<Row>(sql));
  return {
    place,
    rows,
    start: (hours) => place.start(instantAfter(hours), 'serve', '--no-ui'),
    write: (readings) => storage.write(place, readings),
    async fileBackfill({ from, to, chunk }) {
      if (!existsSync(path)) return false;
      const payload = { selection: '', state: 'all' as const, from, to, chunk };
      await withDatabase((connection) => fileCommand(connection, { actor: 'test', kind: 'backfill', payload }));
      return true;
    },
    async untilIdle() {
      const left = `select (select count(*) from command where finished_at is null)
        + (select count(*) from backfill where finished_at is null) as n`;
      while (((await rows<{ n: number }>(left))[0]?.n ?? 0) > 0) await systemClock.sleep(100);
    },
  };
}

/** Everything that a house has made at that time, by asset and partition: its value's bytes. */
export async function valuesOf(place: Place, hours: number): Promise<Map<string, string>> {
  const context: CommandContext = {
    terminal: { print: () => {}, say: () => {}, watched: false },
    config: join(place.folder, 'config'),
    verbose: false,
    version: '0.0.0',
    environment: { METERWORKS_NOW: instantAfter(hours) },
    signal: new AbortController().signal,
  };
  const house = await openHouse(context, { sinks: [] });
  try {
    const values = new Map<string, string>();
    for (const key of house.engine.graph.keys) {
      const { scheme } = house.engine.graph.asset(key);
      const from = scheme.startOrdinal;
      const stored = await house.stores.series.loadValues(key, from, scheme.lastExisting(house.clock.now()));
      for (const [i, bytes] of stored.entries()) {
        if (bytes !== undefined) values.set(`${key} ${scheme.keyOf(from + i)}`, Buffer.from(bytes).toString('hex'));
      }
    }
    const notFresh = (await house.engine.status()).flatMap(({ asset, counts }) =>
      Object.entries(counts).flatMap(([status, count]) =>
        status === 'fresh' || count === 0 ? [] : [`${asset} ${status}`],
      ),
    );
    if (notFresh.length > 0) throw new Error(`not fresh: ${notFresh.join(', ')}`);
    return values;
  } finally {
    await house.close();
  }
}

export function instantAfter(hours: number): string {
  return new Date(lastReading + hours * 3_600_000).toISOString();
}
