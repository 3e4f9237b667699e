import type { Clock, Timers } from '../../clock/clock.ts';
import { systemClock } from '../../clock/system-clock.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import { embeddedSeriesStoreIn } from '../embedded/embedded-series-store.ts';
import { seriesSchema } from '../embedded/series-schema.ts';
import { noteChange } from '../embedded/stored-samples.ts';
import type { Samples, SeriesChanges, SeriesStore } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { appendInfluxSamples, deleteInfluxSamples, occupiedNames, readInfluxSamples } from './influx-samples.ts';
import { observeChanges } from './observe-changes.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';

export interface InfluxSeriesStoreOptions {
  /** The local file: values, the series that have no place on the server, and what was written through this store. */
  readonly path: string;
  readonly influx: InfluxConnection;
  readonly layout: SampleLayout;
  /** By series. */
  readonly places: ReadonlyMap<string, SamplePlace>;
  readonly timers?: Timers;
  readonly clock?: Clock;
  /** How old the last look at all of history may be; a day unless told. */
  readonly sweepAfterMs?: number;
}

const dayMs = 86_400_000;
/** The most samples that are kept between being observed and being loaded. */
const keptSamples = 2_000_000;

/** What a reader was given last, so that who observes and then loads reads once. */
interface Kept {
  readonly from: number;
  readonly to: number;
  readonly samples: Samples;
}

/**
 * A series store whose samples lie on an InfluxDB server, where others write them; values lie in a local file. Closing it closes
 * both.
 */
export async function openInfluxSeriesStore(options: InfluxSeriesStoreOptions): Promise<SeriesStore> {
  const { influx, layout, places, timers = systemClock, clock = timers, sweepAfterMs = dayMs } = options;
  const connection = await openSqlite({ path: options.path, role: 'owner', schema: seriesSchema, timers });
  const local = embeddedSeriesStoreIn(connection);
  const kept = new Map<string, Kept>();
  let count = 0;
  const forget = (series: string): void => {
    count -= kept.get(series)?.samples.times.length ?? 0;
    kept.delete(series);
  };
  const touched = (series: string) => async (first: number, last: number) => {
    forget(series);
    await connection.write(() => noteChange(connection, series, first, last));
  };

  return {
    loadValues: local.loadValues,
    saveValues: local.saveValues,
    dropValues: local.dropValues,
    appendSamples(series, kind, times, values) {
      const place = places.get(series);
      if (place === undefined) return local.appendSamples(series, kind, times, values);
      return appendInfluxSamples(influx, layout, place, { series, kind, times, values }, touched(series));
    },
    async readSamples(series, from = earliest, to = latest) {
      const place = places.get(series);
      if (place === undefined) return local.readSamples(series, from, to);
      const before = kept.get(series);
      if (before !== undefined && before.from <= from && to <= before.to) {
        forget(series);
        return cut(before.samples, from, to);
      }
      const samples = await readInfluxSamples(influx, layout, place, from, to);
      forget(series);
      if (count + samples.times.length <= keptSamples) {
        kept.set(series, { from, to, samples });
        count += samples.times.length;
      }
      return samples;
    },
    async deleteSamples(series, from, to) {
      const place = places.get(series);
      if (place === undefined) return local.deleteSamples(series, from, to);
      return deleteInfluxSamples(influx, layout, place, from, to, touched(series));
    },
    async seriesNames() {
      const occupied = await occupiedNames(influx, layout, places);
      const remote = [...places].filter(([, { name }]) => occupied.has(name)).map(([series]) => series);
      return [...new Set([...(await local.seriesNames()), ...remote])].sort();
    },
    async changedSince(text) {
      for (const series of kept.keys()) forget(series);
      const cursor = parseCursor(text);
      const here = await local.changedSince(cursor?.local);
      const there = await observeChanges(influx, layout, places, cursor?.influx, { now: clock.now(), sweepAfterMs });
      return {
        changed: merged([...here.changed, ...there.changed]),
        cursor: JSON.stringify({ local: here.cursor, influx: there.cursor }),
      };
    },
    async close() {
      influx.close();
      await local.close();
    },
  };
}

/** A cursor of another store is none. */
function parseCursor(text: string | undefined): { readonly local: string; readonly influx: string } | undefined {
  if (text === undefined || !text.startsWith('{"local":')) return undefined;
  return JSON.parse(text) as { local: string; influx: string };
}

/** One range a series. */
function merged(changes: SeriesChanges['changed']): SeriesChanges['changed'] {
  const ranges = new Map<string, { series: string; from: number; to: number }>();
  for (const { series, from, to } of changes) {
    const before = ranges.get(series);
    ranges.set(series, {
      series,
      from: Math.min(from, before?.from ?? from),
      to: Math.max(to, before?.to ?? to),
    });
  }
  return [...ranges.values()].sort((a, b) => (a.series < b.series ? -1 : 1));
}

function cut(samples: Samples, from: number, to: number): Samples {
  const { times, values, kinds, kindNames } = samples;
  let start = 0;
  let end = times.length;
  while (start < end && (times[start] as number) < from) start++;
  while (end > start && (times[end - 1] as number) >= to) end--;
  return {
    times: times.subarray(start, end),
    values: values.subarray(start, end),
    kinds: kinds.subarray(start, end),
    kindNames,
  };
}
