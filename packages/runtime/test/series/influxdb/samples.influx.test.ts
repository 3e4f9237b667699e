import { join } from 'node:path';
import type { ParameterizedQuery } from '@influxdata/influxdb-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../../src/clock/manual-clock.ts';
import { openInfluxSeriesStore } from '../../../src/series/influxdb/influx-series-store.ts';
import { flux } from '../../../src/series/influxdb/official-client.ts';
import type { SampleLayout, SamplePlace } from '../../../src/series/influxdb/sample-places.ts';
import { newestQuery, summaryFunctions, windowsQuery } from '../../../src/series/influxdb/sample-queries.ts';
import type { SeriesStore } from '../../../src/series/series-store.ts';
import { type InfluxServer, influxAvailable, startInfluxServer } from '../../../src/testing/influx-server.ts';
import { temporaryFolder } from '../../temporary-folder.ts';
import { plainLayout, plainPlaces } from './plain-layout.ts';

const hour = 3_600_000;
const day = 24 * hour;
const june = Date.UTC(2024, 5, 1);

describe.skipIf(!influxAvailable)('samples on a real server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  }, 30_000);
  afterAll(() => server.stop());

  interface Bucket {
    readonly name: string;
    readonly layout: SampleLayout;
    readonly clock: ManualClock;
    readonly store: SeriesStore;
    /** Writes lines of the line protocol, times in ms, as other writers do. */
    write(...lines: string[]): Promise<void>;
    read(series?: string, from?: number, to?: number): Promise<(readonly [number, number])[]>;
  }

  async function openBucket(places: Map<string, SamplePlace> = plainPlaces(['a', 'b'])): Promise<Bucket> {
    const name = await server.createBucket();
    const layout = plainLayout(name);
    const clock = new ManualClock(june + 4 * day);
    const influx = server.connect();
    const path = join(temporaryFolder(), 'series.db');
    const store = await openInfluxSeriesStore({ path, influx, layout, places, timers: clock });
    return {
      name,
      layout,
      clock,
      store,
      write: (...lines) => influx.write(name, lines),
      async read(series = 'a', from, to) {
        const { times, values } = await store.readSamples(series, from, to);
        return Array.from(times, (time, i) => [(time - june) / hour, values[i] as number] as const);
      },
    };
  }
  const at = (hours: number) => String(june + hours * hour);

  it('keeps series of another layout in their own measurement, with what is known beside them', async () => {
    const name = await server.createBucket();
    const influx = server.connect();
    const energy: SampleLayout = {
      bucket: name,
      nameTag: 'meter_id',
      field: 'consumption',
      kindTags: ['source'],
      kindOf: ([source = '']) => source,
      tagsOf: (kind) => ({ source: kind }),
    };
    const place: SamplePlace = { name: 'a', measurements: [{ measurement: 'energy', factor: 1 }] };
    const store = await openInfluxSeriesStore({
      path: join(temporaryFolder(), 'series.db'),
      influx,
      layout: plainLayout(name),
      places: plainPlaces(['a']),
      further: [{ layout: energy, places: new Map([['energy/a', place]]) }],
      timers: new ManualClock(june + 4 * day),
    });
    const set = (value: number, cost: number) =>
      store.setSamples('energy/a', 'supplier', {
        times: Float64Array.of(june),
        values: Float64Array.of(value),
        beside: { cost: Float64Array.of(cost) },
      });
    await store.appendSamples('a', 'x', Float64Array.of(june), Float64Array.of(7));
    await set(1, 0.25);
    const { cursor } = await store.changedSince(undefined);
    await set(2, 0.5);
    expect((await store.changedSince(cursor)).changed.map(({ series }) => series)).toEqual(['energy/a']);
    expect((await store.readSamples('energy/a')).values).toEqual(Float64Array.of(2));
    expect((await store.readSamples('a')).values).toEqual(Float64Array.of(7));
    expect(await store.seriesNames()).toEqual(['a', 'energy/a']);
    const cost = flux`from(bucket: ${name}) |> range(start: 0) |> filter(fn: (r) => r._measurement == "energy" and r._field == "cost")`;
    const rows: string[] = [];
    await influx.query(cost, () => ({
      row: (row, table) => rows.push(row[table.columns.findIndex(({ label }) => label === '_value')] ?? ''),
      result: () => undefined,
    }));
    expect(rows).toEqual(['0.5']);
    await store.close();
  });

  it('merges the series of one name, whatever their other tags, each in its own unit', async () => {
    const { write, read } = await openBucket();
    await write(
      `kWh,series_id=a,kind=x,room=cellar value=1 ${at(0)}`,
      `kWh,series_id=a,kind=x,friendly_name=A\\ b value=2 ${at(2)}`,
      `MWh,series_id=a,kind=x value=0.0015 ${at(1)}`,
      `MWh,series_id=a,kind=x value=0.002 ${at(2)}`,
      `m³,series_id=a,kind=x value=7 ${at(3)}`,
      `kWh,series_id=other,kind=x value=8 ${at(3)}`,
      `kWh,series_id=a,kind=x cost=8 ${at(3)}`,
    );
    expect(await read()).toEqual([
      [0, 1],
      [1, 1.5],
      [2, 2],
    ]);
    expect(await read('a', june + 1, june + 2 * hour)).toEqual([[1, 1.5]]);
  });

  it('leaves out points that another field marks as something else, but for the exception', async () => {
    const places = plainPlaces(['a']);
    const place = places.get('a') as SamplePlace;
    const { write, read } = await openBucket(
      new Map([['a', { ...place, unless: { fields: ['cost', 'price'], exception: 'hourly' } }]]),
    );
    await write(
      `kWh,series_id=a,kind=x value=1 ${at(0)}`,
      `kWh,series_id=a,kind=x value=2,cost=0.3 ${at(1)}`,
      `kWh,series_id=a,kind=x value=3,price=0.3,hourly=1 ${at(2)}`,
      `kWh,series_id=a,kind=x,by=b value=4 ${at(3)}`,
      `kWh,series_id=a,kind=x,by=c value=5,price=1 ${at(3)}`,
    );
    expect(await read()).toEqual([
      [0, 1],
      [2, 3],
      [3, 4],
    ]);
  });

  it('finds, writes and deletes under any name that a line can hold, and touches no other', async () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the text that must not be interpolated
    const names = ['a"b', "it's", 'a\\b', 'a$"b', '${r}', 'x" or true) //', 'zähler 🔌', 'a,b=c d', '$', 'r._value'];
    const { store, read } = await openBucket(plainPlaces([...names, 'other']));
    for (const [i, name] of names.entries())
      await store.appendSamples(name, 'x', Float64Array.of(june), Float64Array.of(i));
    await store.appendSamples('other', 'x', Float64Array.of(june), Float64Array.of(99));
    expect(await store.seriesNames()).toEqual([...names, 'other'].sort());
    for (const [i, name] of names.entries()) expect([name, await read(name)]).toEqual([name, [[0, i]]]);
    for (const name of names) expect([name, await store.deleteSamples(name, june, june + 1)]).toEqual([name, 1]);
    expect(await store.seriesNames()).toEqual(['other']);
  });

  it.each(['line\nbreak', 'ends in \\', ''])('refuses to write under %j, which no line can hold', async (name) => {
    const { store } = await openBucket(plainPlaces([name]));
    await expect(store.appendSamples(name, 'x', Float64Array.of(june), Float64Array.of(1))).rejects.toThrow(
      'cannot hold',
    );
  });

  it('deletes from the first instant up to, but without, the last, to the nanosecond', async () => {
    const { name, store, read } = await openBucket();
    const nanoseconds = [`${june - 1}999999`, `${june}000000`, `${june + 999}999999`, `${june + 1000}000000`];
    await fetch(`${server.url}/api/v2/write?org=${server.org}&bucket=${name}&precision=ns`, {
      method: 'POST',
      headers: { authorization: `Token ${server.token}` },
      body: nanoseconds.map((time, i) => `kWh,series_id=a,kind=x value=${i} ${time}`).join('\n'),
    });
    expect(await store.deleteSamples('a', june, june + 1000)).toBe(2);
    expect((await read()).map(([, value]) => value)).toEqual([0, 3]);
  });

  it('sees what others wrote, changed and deleted: lately at once, long ago with the next sweep', async () => {
    const { write, store, clock, name } = await openBucket();
    const hourly = (from: number, count: number, first = 0) =>
      Array.from({ length: count }, (_, i) => `kWh,series_id=a,kind=x value=${first + i} ${from + i * hour}`);
    await write(...hourly(june - 90 * day, 24 * 94));
    // Two looks at the same instant would be one.
    const look = async (cursor: string | undefined) => {
      await clock.advance(10_000);
      return store.changedSince(cursor);
    };
    /** A look at the newest days, and all of history after it. */
    const sweep = async (cursor: string | undefined) => {
      const days = await look(cursor);
      expect(days).toMatchObject({ changed: [], more: true });
      // At the same instant.
      return store.changedSince(days.cursor);
    };
    const start = await look(undefined);
    expect(start.changed).toEqual([{ series: 'a', from: Date.UTC(2024, 2, 1), to: june + 4 * day - 1 }]);
    expect((await look(start.cursor)).changed).toEqual([]);

    await write(`kWh,series_id=a,kind=x value=-5 ${at(30)}`);
    const lately = await look(start.cursor);
    expect(lately.changed).toEqual([{ series: 'a', from: june + day, to: june + 2 * day - 1 }]);

    await write(`kWh,series_id=a,kind=x value=-5 ${june - 60 * day}`);
    const old = await look(lately.cursor);
    expect(old.changed).toEqual([]);
    await clock.advance(day);
    const swept = await sweep(old.cursor);
    expect(swept.more).toBeUndefined();
    expect(swept.changed).toEqual([{ series: 'a', from: Date.UTC(2024, 3, 1), to: Date.UTC(2024, 4, 1) - 1 }]);

    await server.request(`/api/v2/delete?org=${server.org}&bucket=${name}`, {
      start: new Date(june - 10 * day).toISOString(),
      stop: new Date(june - 10 * day + hour - 1).toISOString(),
    });
    const deleted = await look(swept.cursor);
    expect(deleted.changed).toEqual([{ series: 'a', from: june - 10 * day, to: june - 9 * day - 1 }]);

    // A month later the days that are remembered have become months; nothing else has changed.
    await clock.advance(31 * day);
    const later = await sweep(deleted.cursor);
    expect(later.changed).toEqual([]);
    await write(`kWh,series_id=a,kind=x value=-6 ${june - 10 * day}`);
    expect((await look(later.cursor)).changed).toEqual([]);
    await clock.advance(day);
    expect((await sweep(later.cursor)).changed).toEqual([{ series: 'a', from: Date.UTC(2024, 4, 1), to: june - 1 }]);
  });

  it('looks at all of history of a series that is new to it', async () => {
    const { store, write, layout, clock } = await openBucket(plainPlaces(['a']));
    await write(
      `kWh,series_id=a,kind=x value=1 ${june - 400 * day}`,
      `kWh,series_id=b,kind=x value=1 ${june - 400 * day}`,
    );
    const { cursor } = await store.changedSince(undefined);
    await clock.advance(10_000);
    const further = await openInfluxSeriesStore({
      path: join(temporaryFolder(), 'series.db'),
      influx: server.connect(),
      layout,
      places: plainPlaces(['a', 'b']),
      timers: clock,
    });
    const seen = await further.changedSince(cursor);
    expect(seen).toMatchObject({
      changed: [{ series: 'b', from: Date.UTC(2023, 3, 1), to: Date.UTC(2023, 4, 1) - 1 }],
    });
    await clock.advance(10_000);
    expect(await further.changedSince(seen.cursor)).toMatchObject({ changed: [] });
    await further.close();
  });

  it('tells at once of what was written through it, however old', async () => {
    const { store, write } = await openBucket();
    await write(`kWh,series_id=a,kind=x value=1 ${june - 400 * day}`);
    const { cursor } = await store.changedSince(undefined);
    await store.appendSamples('a', 'typed', Float64Array.of(june - 200 * day), Float64Array.of(3));
    const { changed } = await store.changedSince(cursor);
    expect(changed).toEqual([{ series: 'a', from: june - 200 * day, to: june - 200 * day }]);
  });

  it('has the server compute windows where the data lie, and reads nothing else for them', async () => {
    const { layout, write } = await openBucket();
    await write(`kWh,series_id=a,kind=x value=1 ${at(0)}`, `MWh,series_id=b,kind=x value=1 ${at(0)}`);
    const places = [...plainPlaces(['a', 'b']).values()];
    const queries: readonly (readonly [ParameterizedQuery, number])[] = [
      [windowsQuery(layout, places, 'day', summaryFunctions, june - 14 * day, Number.POSITIVE_INFINITY), 6],
      [windowsQuery(layout, places, 'month', ['count', 'sum'], Number.NEGATIVE_INFINITY, june), 2],
      [windowsQuery(layout, places, 'month', ['count'], Number.NEGATIVE_INFINITY, june), 1],
      [newestQuery(layout, places), 1],
    ];
    for (const [query, count] of queries)
      expect(await operatorsOf(query)).toEqual(Array(count).fill('readWindowAggregateSource'));
    // The same windows in a zone are not pushed down: the profiler would tell.
    const zoned = flux`from(bucket: "${layout.bucket}") |> range(start: -1d) |> filter(fn: (r) => r.series_id == "a") |> aggregateWindow(every: 1d, fn: sum, location: {zone: "Europe/Berlin", offset: 0h})`;
    expect((await operatorsOf(zoned))[0]).toBe('readFilterSource');
  });

  /** The operators that the server runs for a query, as its profiler names them. */
  async function operatorsOf(query: ParameterizedQuery): Promise<string[]> {
    const profiled = flux`import "profiler"
option profiler.enabledProfilers = ["operator"]
${query}`;
    const influx = server.connect();
    const operators = await influx.query(profiled, () => {
      const found: string[] = [];
      return {
        row(values, table) {
          const type = table.columns.findIndex(({ label }) => label === 'Type');
          if (type >= 0) found.push((values[type] ?? '').replace(/^.*\./, ''));
        },
        result: () => found,
      };
    });
    influx.close();
    return operators;
  }
});
