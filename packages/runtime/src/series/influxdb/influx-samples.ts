import { type AppendResult, SampleError, type Samples, type SetSamples } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { lineFields, lineStart } from './line-protocol.ts';
import { openInstantReader } from './parse-instant.ts';
import { planAppend } from './plan-append.ts';
import { type SampleLayout, type SamplePlace, takeTag } from './sample-places.ts';
import { manySamplesQuery, newestQuery, samplesQuery, windowsQuery } from './sample-queries.ts';
import { collectRows, collectRowsOf, type StoredRows, samplesOf } from './stored-rows.ts';
import { windows } from './window-hashes.ts';

/** The samples of one series in [from, to), as their place says. */
export async function readInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  from: number,
  to: number,
): Promise<Samples> {
  return samplesOf(await storedRows(influx, layout, place, from, to));
}

/** The same of several series, in one request for those whose points are all samples. */
export async function readManyInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
  from: number,
  to: number,
): Promise<Map<string, Samples>> {
  const plain = new Map([...places].filter(([, place]) => place.unless === undefined));
  const read = new Map<string, Samples>();
  if (plain.size > 0) {
    const query = manySamplesQuery(layout, [...plain.values()], from, to);
    const rows = await influx.query(query, () => collectRowsOf(layout, plain));
    for (const [series, one] of rows) read.set(series, samplesOf(one));
  }
  for (const [series, place] of places)
    if (place.unless !== undefined) read.set(series, await readInfluxSamples(influx, layout, place, from, to));
  return read;
}

/** How many points the series has in [from, to), by the start of each UTC month that has some, ascending; counted on the server. */
export async function countInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  from: number,
  to: number,
): Promise<[start: number, count: number][]> {
  const { indexOf, startOf } = windows.month;
  const counts = await influx.query(windowsQuery(layout, [place], 'month', ['count'], from, to), () => {
    const instantOf = openInstantReader();
    const found = new Map<number, number>();
    return {
      row(row, table) {
        const cell = (label: string): string => row[table.columns.findIndex((one) => one.label === label)] ?? '';
        const month = indexOf(instantOf(cell('_start')));
        found.set(month, (found.get(month) ?? 0) + Number(cell('_value')));
      },
      result: () => found,
    };
  });
  return [...counts].sort(([a], [b]) => a - b).map(([month, count]) => [startOf(month), count]);
}

/** Writes samples to the place's first measurement. @throws SampleError, having written nothing */
export async function appendInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  samples: {
    readonly series: string;
    readonly kind: string;
    readonly times: Float64Array;
    readonly values: Float64Array;
  },
  wrote: (first: number, last: number) => Promise<void>,
): Promise<AppendResult> {
  const { series, kind, times, values } = samples;
  const finite = times.filter(Number.isFinite);
  const stored =
    finite.length === times.length && times.length > 0
      ? await storedRows(influx, layout, place, minOf(times), maxOf(times) + 1)
      : noRows;
  const { points, written, duplicates } = planAppend(series, kind, times, values, stored);
  const first = points[0]?.time;
  const last = points.at(-1)?.time;
  if (first === undefined || last === undefined) return { written, duplicates };
  const startOf = lineStarts(layout, place, kind);
  const lines = points.map(({ time, value, take }) => `${startOf(take)} ${layout.field}=${value} ${Math.trunc(time)}`);
  // Told before and after: who looks in between looks again.
  await wrote(first, last);
  await influx.write(layout.bucket, lines);
  await wrote(first, last);
  return { written, duplicates };
}

/**
 * Sets samples of the place's first measurement, with what is known beside them as further fields: equal points are overwritten by the
 * server. Where one kind has several values at one time, all of them become the new one.
 *
 * @throws SampleError, having written nothing
 */
export async function setInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  samples: SetSamples & { readonly series: string; readonly kind: string },
  wrote: (first: number, last: number) => Promise<void>,
): Promise<void> {
  const { series, kind, times, values, beside = {} } = samples;
  const bad = times.findIndex((time, i) => !Number.isFinite(time) || !Number.isFinite(values[i]));
  if (bad >= 0) throw new SampleError(series, bad, times[bad], values[bad]);
  if (times.length === 0) return;
  const [first, last] = [minOf(times), maxOf(times)];
  const stored = await storedRows(influx, layout, place, first, last + 1);
  const takes = new Map<number, Set<number>>();
  for (let i = 0; i < stored.times.length; i++) {
    if (stored.kindNames[stored.kinds[i] as number] !== kind) continue;
    const time = stored.times[i] as number;
    takes.set(time, (takes.get(time) ?? new Set()).add(stored.takes[i] as number));
  }
  const startOf = lineStarts(layout, place, kind);
  const lines = Array.from(times, (time, i) => {
    const others = Object.entries(beside).map(([name, column]) => [name, column[i] ?? Number.NaN] as const);
    const fields = lineFields({ [layout.field]: values[i] as number, ...Object.fromEntries(others) });
    return [...(takes.get(time) ?? [0])].map((take) => `${startOf(take)} ${fields} ${Math.trunc(time)}`);
  }).flat();
  await wrote(first, last);
  await influx.write(layout.bucket, lines);
  await wrote(first, last);
}

/** How lines of a kind start, by take. */
function lineStarts(layout: SampleLayout, place: SamplePlace, kind: string): (take: number) => string {
  const tags = { ...layout.tagsOf(kind), [layout.nameTag]: place.name };
  const measurement = place.measurements[0]?.measurement as string;
  const starts = new Map<number, string>();
  return (take) => {
    const start = starts.get(take) ?? lineStart(measurement, take === 0 ? tags : { ...tags, [takeTag]: String(take) });
    starts.set(take, start);
    return start;
  };
}

/** Deletes the samples in [from, to) from all measurements of the place; gives how many. */
export async function deleteInfluxSamples(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  from: number,
  to: number,
  wrote: (first: number, last: number) => Promise<void>,
): Promise<number> {
  const rows = await storedRows(influx, layout, place, from, to);
  const first = rows.times[0];
  const last = rows.times.at(-1);
  if (first === undefined || last === undefined) return 0;
  await wrote(first, last);
  for (const { measurement } of place.measurements)
    await influx.delete(layout.bucket, from, to, { _measurement: measurement, [layout.nameTag]: place.name });
  await wrote(first, last);
  return samplesOf(rows).times.length;
}

/** Which of the places hold samples, by name. */
export async function occupiedNames(
  influx: InfluxConnection,
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
): Promise<Set<string>> {
  if (places.size === 0) return new Set();
  const names = new Set<string>();
  return influx.query(newestQuery(layout, [...places.values()]), () => ({
    row(row, table) {
      names.add(row[table.columns.findIndex(({ label }) => label === layout.nameTag)] ?? '');
    },
    result: () => names,
  }));
}

const noRows: StoredRows = {
  times: new Float64Array(0),
  values: new Float64Array(0),
  kinds: new Uint8Array(0),
  takes: new Uint8Array(0),
  kindNames: [],
};

async function storedRows(
  influx: InfluxConnection,
  layout: SampleLayout,
  place: SamplePlace,
  from: number,
  to: number,
): Promise<StoredRows> {
  if (Math.min(latest, to) <= Math.max(earliest, from)) return noRows;
  return influx.query(samplesQuery(layout, place, from, to), () => collectRows(layout, place));
}

function minOf(times: Float64Array): number {
  return times.reduce((least, time) => Math.min(least, time), Number.POSITIVE_INFINITY);
}

function maxOf(times: Float64Array): number {
  return times.reduce((greatest, time) => Math.max(greatest, time), Number.NEGATIVE_INFINITY);
}
