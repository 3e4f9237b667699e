import type { AppendResult, Samples } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { lineStart } from './line-protocol.ts';
import { planAppend } from './plan-append.ts';
import { type SampleLayout, type SamplePlace, takeTag } from './sample-places.ts';
import { newestQuery, samplesQuery } from './sample-queries.ts';
import { collectRows, type StoredRows, samplesOf } from './stored-rows.ts';

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
  const tags = { ...layout.tagsOf(kind), [layout.nameTag]: place.name };
  const measurement = place.measurements[0]?.measurement as string;
  const starts = new Map<number, string>();
  const startOf = (take: number): string => {
    const start = starts.get(take) ?? lineStart(measurement, take === 0 ? tags : { ...tags, [takeTag]: String(take) });
    starts.set(take, start);
    return start;
  };
  const lines = points.map(({ time, value, take }) => `${startOf(take)} ${layout.field}=${value} ${Math.trunc(time)}`);
  // Told before and after: who looks in between looks again.
  await wrote(first, last);
  await influx.write(layout.bucket, lines);
  await wrote(first, last);
  return { written, duplicates };
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
