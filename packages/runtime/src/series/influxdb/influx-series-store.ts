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
import { openSampleMirror } from './sample-mirror.ts';
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
/** Several sources ask one after the other; what was seen for the first holds for the others. */
const sameLookMs = 2000;

/**
 * A series store whose samples lie on an InfluxDB server, where others write them; values lie in a local file. Samples that were
 * observed are mirrored in a file beside it. Closing it closes all.
 */
export async function openInfluxSeriesStore(options: InfluxSeriesStoreOptions): Promise<SeriesStore> {
  const { influx, layout, places, timers = systemClock, clock = timers, sweepAfterMs = dayMs } = options;
  const openFile = (path: string) => openSqlite({ path, role: 'owner', schema: seriesSchema, timers });
  const connection = await openFile(options.path);
  const local = embeddedSeriesStoreIn(connection);
  const fetchSamples = (series: string, from: number, to: number): Promise<Samples> =>
    readInfluxSamples(influx, layout, placeOf(places, series), from, to);
  const mirror = openSampleMirror(embeddedSeriesStoreIn(await openFile(`${options.path}-mirror`)), fetchSamples);
  /** Whether the mirror was compared with the server since this store was opened, and nothing was written through it since. */
  let mirrored = false;
  let look: { readonly cursor: string | undefined; readonly at: number; readonly changes: SeriesChanges } | undefined;
  const touched = (series: string) => async (first: number, last: number) => {
    mirrored = false;
    look = undefined;
    await connection.write(() => noteChange(connection, series, first, last));
  };
  const changesSince = async (text: string | undefined): Promise<SeriesChanges> => {
    const cursor = parseCursor(text);
    const here = await local.changedSince(cursor?.local);
    const there = await observeChanges(influx, layout, places, cursor?.influx, { now: clock.now(), sweepAfterMs });
    return {
      changed: merged([...here.changed, ...there.changed]),
      cursor: JSON.stringify({ local: here.cursor, influx: there.cursor }),
    };
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
      if (!places.has(series)) return local.readSamples(series, from, to);
      return mirrored ? mirror.read(series, from, to) : fetchSamples(series, from, to);
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
      const now = clock.now();
      if (look !== undefined && look.cursor === text && now >= look.at && now - look.at < sameLookMs)
        return look.changes;
      const changes = await changesSince(text);
      // Compared by its own cursor: a sample that went back to what the asker knows is another one than the mirror's.
      const known = await mirror.cursor();
      await mirror.invalidate(known === text ? changes : await changesSince(known), now);
      mirrored = true;
      look = { cursor: text, at: now, changes };
      return changes;
    },
    async close() {
      influx.close();
      await mirror.close();
      await local.close();
    },
  };
}

function placeOf(places: ReadonlyMap<string, SamplePlace>, series: string): SamplePlace {
  const place = places.get(series);
  if (place === undefined) throw new RangeError(`"${series}" has no place on the server`);
  return place;
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
