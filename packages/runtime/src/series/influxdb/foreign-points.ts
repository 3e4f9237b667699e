import { assetKey } from '@meterworks/assets';
import type { SeriesStore } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { InfluxError } from './influx-error.ts';
import { openInstantReader } from './parse-instant.ts';
import { copyUnmarkedQuery, unmarkedExtentQuery, unmarkedQuery } from './result-queries.ts';

/** Where points of somebody else lie in a bucket of results, and what tells them from ours: they lack the mark. */
export interface ForeignPlace {
  readonly influx: InfluxConnection;
  readonly bucket: string;
  readonly measurements: readonly string[];
  readonly mark: string;
}

/** One field of one stored series that is not ours. Times are UTC ms. */
export interface ForeignSeries {
  readonly measurement: string;
  readonly field: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly count: number;
  readonly oldest: number;
  readonly newest: number;
}

/** Those of the measurements that hold points of somebody else: beside ours, queries would give two lines for one thing. */
export async function foreignMeasurements(
  influx: InfluxConnection,
  bucket: string,
  measurements: readonly string[],
  mark: string,
): Promise<string[]> {
  const found = await influx.query(unmarkedQuery(bucket, measurements, mark), () => {
    const names = new Set<string>();
    return {
      row(row, table) {
        names.add(row[table.columns.findIndex(({ label }) => label === '_measurement')] ?? '');
      },
      result: () => names,
    };
  });
  return [...found].sort();
}

/** A bucket holds points in our measurements that are not ours. */
export class ForeignPointsError extends InfluxError {
  readonly bucket: string;
  readonly measurements: readonly string[];
  constructor(server: string, bucket: string, measurements: readonly string[], mark: string) {
    super(
      'foreign',
      server,
      `${measurements.join(', ')} without the tag "${mark}" come from another system. Results beside them would be counted twice`,
      bucket,
    );
    this.bucket = bucket;
    this.measurements = measurements;
  }
}

/** All that is not ours, series by series. @throws InfluxError */
export function inspectForeign({ influx, bucket, measurements, mark }: ForeignPlace): Promise<ForeignSeries[]> {
  return influx.query(unmarkedExtentQuery(bucket, measurements, mark), () => {
    const instantOf = openInstantReader();
    const found = new Map<string, ForeignSeries>();
    return {
      row(row, table) {
        const cell = (label: string): string => row[table.columns.findIndex((one) => one.label === label)] ?? '';
        const names = table.columns
          .filter(({ label, group }) => group && !notTags.has(label))
          .map(({ label }) => label);
        const tags = Object.fromEntries(names.map((name) => [name, cell(name)]));
        const [measurement, field] = [cell('_measurement'), cell('_field')];
        const key = seriesKey({ measurement, field, tags });
        const before = found.get(key) ?? { measurement, field, tags, count: 0, oldest: earliest, newest: latest };
        // The name of a result stands in the head of its tables.
        const fact = String(table.get([...row], 'result'));
        if (fact === 'count') found.set(key, { ...before, count: Number(cell('_value')) });
        else found.set(key, { ...before, [fact === 'first' ? 'oldest' : 'newest']: instantOf(cell('_time')) });
      },
      result: () => [...found.values()],
    };
  });
}

const notTags: ReadonlySet<string> = new Set(['_measurement', '_field', '_start', '_stop', '_time', '_value']);

/** What tells one of them from the others. */
function seriesKey({ measurement, field, tags }: Pick<ForeignSeries, 'measurement' | 'field' | 'tags'>): string {
  return JSON.stringify([measurement, field, Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1))]);
}

const yearMs = 366 * 86_400_000;

/**
 * Copies all that is not ours to another bucket of the same organization, on the server itself, and compares. Doing it again changes nothing.
 *
 * @throws InfluxError also where the copy has fewer points than what was copied
 */
export async function copyForeign(place: ForeignPlace, target: string): Promise<number> {
  const { influx, bucket, measurements, mark } = place;
  const series = await inspectForeign(place);
  const from = Math.min(...series.map(({ oldest }) => oldest));
  const to = Math.max(...series.map(({ newest }) => newest)) + 1;
  for (let start = from; start < to; start += yearMs) {
    const part = copyUnmarkedQuery(
      { bucket, target, org: influx.org },
      measurements,
      mark,
      start,
      Math.min(to, start + yearMs),
    );
    await influx.query(part, () => ({ row() {}, result: () => undefined }));
  }
  const copied = new Map(
    (await inspectForeign({ ...place, bucket: target })).map((one) => [seriesKey(one), one.count]),
  );
  const lacking = series.filter((one) => (copied.get(seriesKey(one)) ?? 0) < one.count);
  if (lacking.length > 0) {
    const names = [...new Set(lacking.map(({ measurement }) => measurement))].join(', ');
    throw new InfluxError(
      'refused',
      influx.server,
      `the copy in "${target}" lacks points of ${names}; nothing was deleted`,
    );
  }
  return series.reduce((sum, { count }) => sum + count, 0);
}

/**
 * Deletes these measurements from the bucket. The server cannot delete by a tag that is not there: what is ours in them goes as well, and is
 * shown again by the next run.
 */
export async function deleteForeign(
  { influx, bucket, measurements }: ForeignPlace,
  saved: Pick<SeriesStore, 'dropValues'>,
): Promise<void> {
  // Forgotten first: a crash in between shows once more what is there already.
  await saved.dropValues(shownAs);
  for (const measurement of measurements) await influx.delete(bucket, earliest, latest, { _measurement: measurement });
}

/** Where a store remembers how and in which bucket the values of each asset were shown. */
export const shownAs = assetKey('publication#shown');
/** Where a store remembers beside whose points the user wants results. */
const acceptedIn = assetKey('publication#beside-others');

/** Writes results beside somebody else's points in this bucket from now on. */
export async function acceptForeign(saved: SeriesStore, { server }: InfluxConnection, bucket: string): Promise<void> {
  await saved.saveValues(acceptedIn, [{ ordinal: 0, bytes: new TextEncoder().encode(`${server} ${bucket}`) }]);
}

export async function foreignAccepted(
  saved: SeriesStore,
  { server }: InfluxConnection,
  bucket: string,
): Promise<boolean> {
  const [bytes] = await saved.loadValues(acceptedIn, 0, 0);
  return bytes !== undefined && new TextDecoder().decode(bytes) === `${server} ${bucket}`;
}
