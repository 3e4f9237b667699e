import type { Clock, Timers } from '../../clock/clock.ts';
import { systemClock } from '../../clock/system-clock.ts';
import { openSqlite } from '../../database/open-sqlite.ts';
import { embeddedSeriesStoreIn } from '../embedded/embedded-series-store.ts';
import { seriesSchema } from '../embedded/series-schema.ts';
import { noteChange } from '../embedded/stored-samples.ts';
import type { Samples, SeriesChanges, SeriesStore } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import {
  appendInfluxSamples,
  countInfluxSamples,
  deleteInfluxSamples,
  occupiedNames,
  readInfluxSamples,
  readManyInfluxSamples,
  setInfluxSamples,
} from './influx-samples.ts';
import { openChangesLook } from './observe-changes.ts';
import { openSampleMirror } from './sample-mirror.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';

/** Series that are laid out alike: how, and where each lies. */
export interface PlacedSeries {
  readonly layout: SampleLayout;
  /** By series; no two of one layout have the same name. */
  readonly places: ReadonlyMap<string, SamplePlace>;
}

export interface InfluxSeriesStoreOptions extends PlacedSeries {
  /** The local file: values, the series that have no place on the server, and what was written through this store. */
  readonly path: string;
  readonly influx: InfluxConnection;
  /** Series that are laid out otherwise. */
  readonly further?: readonly PlacedSeries[];
  readonly timers?: Timers;
  readonly clock?: Clock;
  /** How old the last look at all of history may be; a day unless told. */
  readonly sweepAfterMs?: number;
}

const dayMs = 86_400_000;
/** Several sources ask one after the other; what was seen for the first holds for the others, so long after it was seen. */
const sameLookMs = 5000;

/**
 * A series store whose samples lie on an InfluxDB server, where others write them; values lie in a local file. Samples that were
 * observed are mirrored in a file beside it. Closing it closes all.
 */
export async function openInfluxSeriesStore(options: InfluxSeriesStoreOptions): Promise<SeriesStore> {
  const { influx, timers = systemClock, clock = timers, sweepAfterMs = dayMs } = options;
  const groups = [options, ...(options.further ?? [])].filter(({ places }, i) => i === 0 || places.size > 0);
  const placeOf = findPlaces(groups);
  const openFile = (path: string) => openSqlite({ path, role: 'owner', schema: seriesSchema, timers });
  const connection = await openFile(options.path);
  const local = embeddedSeriesStoreIn(connection);
  const fetchSamples = async (series: string, from: number, to: number): Promise<Samples> => {
    const place = placeOf(series);
    if (place === undefined) throw new RangeError(`"${series}" has no place on the server`);
    return readInfluxSamples(influx, ...place, from, to);
  };
  const mirror = openSampleMirror(embeddedSeriesStoreIn(await openFile(`${options.path}-mirror`)), {
    fetch: fetchSamples,
    async fetchMany(series, from, to) {
      const asked = new Set(series);
      const read = new Map<string, Samples>();
      for (const { layout, places } of groups) {
        const wanted = new Map([...places].filter(([name]) => asked.has(name)));
        if (wanted.size === 0) continue;
        for (const [name, one] of await readManyInfluxSamples(influx, layout, wanted, from, to)) read.set(name, one);
      }
      return read;
    },
    async counts(series, from, to) {
      const place = placeOf(series);
      return place === undefined ? [] : countInfluxSamples(influx, ...place, from, to);
    },
  });
  /** Whether the mirror was compared with the server since this store was opened, and nothing was written through it since. */
  let mirrored = false;
  let look: { readonly cursor: string | undefined; readonly at: number; readonly changes: SeriesChanges } | undefined;
  const touched = (series: string) => async (first: number, last: number) => {
    mirrored = false;
    look = undefined;
    await connection.write(() => noteChange(connection, series, first, last));
  };
  const looks = groups.map(({ layout, places }) => openChangesLook(influx, layout, places, { clock, sweepAfterMs }));
  const changesSince = async (text: string | undefined): Promise<SeriesChanges> => {
    const cursor = parseCursor(text);
    const here = await local.changedSince(cursor?.local);
    const there = await Promise.all(
      looks.map((one, i) => one.since(i === 0 ? cursor?.influx : cursor?.further?.[i - 1])),
    );
    const [influxCursor = '', ...further] = there.map((changes) => changes.cursor);
    return {
      changed: merged([here, ...there].flatMap(({ changed }) => changed)),
      cursor: JSON.stringify({ local: here.cursor, influx: influxCursor, ...(further.length > 0 && { further }) }),
      ...(there.some(({ more }) => more) && { more: true }),
    };
  };
  const allChangesSince = async (text: string | undefined): Promise<SeriesChanges> => {
    let seen = await changesSince(text);
    while (seen.more) {
      const next = await changesSince(seen.cursor);
      seen = { ...next, changed: merged([...seen.changed, ...next.changed]) };
    }
    return seen;
  };

  return {
    loadValues: local.loadValues,
    saveValues: local.saveValues,
    dropValues: local.dropValues,
    appendSamples(series, kind, times, values) {
      const place = placeOf(series);
      if (place === undefined) return local.appendSamples(series, kind, times, values);
      return appendInfluxSamples(influx, ...place, { series, kind, times, values }, touched(series));
    },
    setSamples(series, kind, samples) {
      const place = placeOf(series);
      if (place === undefined) return local.setSamples(series, kind, samples);
      return setInfluxSamples(influx, ...place, { series, kind, ...samples }, touched(series));
    },
    async readSamples(series, from = earliest, to = latest) {
      if (placeOf(series) === undefined) return local.readSamples(series, from, to);
      return mirrored ? mirror.read(series, from, to) : fetchSamples(series, from, to);
    },
    async deleteSamples(series, from, to) {
      const place = placeOf(series);
      if (place === undefined) return local.deleteSamples(series, from, to);
      return deleteInfluxSamples(influx, ...place, from, to, touched(series));
    },
    async seriesNames() {
      const remote: string[] = [];
      for (const { layout, places } of groups) {
        const occupied = await occupiedNames(influx, layout, places);
        for (const [series, { name }] of places) if (occupied.has(name)) remote.push(series);
      }
      return [...new Set([...(await local.seriesNames()), ...remote])].sort();
    },
    async changedSince(text) {
      const now = clock.now();
      if (look !== undefined && look.cursor === text && now >= look.at && now - look.at < sameLookMs)
        return look.changes;
      const known = await mirror.cursor();
      // Compared by its own cursor: a sample that went back to what the asker knows is another one than the mirror's.
      const changes = await (known === text ? changesSince(text) : allChangesSince(text));
      await mirror.invalidate(known === text ? changes : await allChangesSince(known), now);
      mirrored = true;
      // First what somebody waits for: the server would share its processors between both.
      await mirror.refresh();
      for (const one of looks) one.goOn();
      // Asked again with the same cursor, the rest is told.
      look = changes.more && changes.cursor === text ? undefined : { cursor: text, at: clock.now(), changes };
      return changes;
    },
    async close() {
      influx.close();
      await mirror.close();
      await local.close();
    },
  };
}

type Place = readonly [SampleLayout, SamplePlace];

function findPlaces(groups: readonly PlacedSeries[]): (series: string) => Place | undefined {
  const all = new Map<string, Place>();
  for (const { layout, places } of groups) for (const [series, place] of places) all.set(series, [layout, place]);
  return (series) => all.get(series);
}

interface Cursor {
  readonly local: string;
  readonly influx: string;
  readonly further?: readonly string[];
}

/** A cursor of another store is none. */
function parseCursor(text: string | undefined): Cursor | undefined {
  if (text === undefined || !text.startsWith('{"local":')) return undefined;
  return JSON.parse(text) as Cursor;
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
