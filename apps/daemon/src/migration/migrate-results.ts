import { homeAssistantLayout, housePublications, meterPlaces, resultMark } from '@meterworks/meters';
import type { Configuration, InfluxSettings } from '@meterworks/meters/config';
import type { SeriesStore } from '@meterworks/runtime';
import {
  acceptForeign,
  copyForeign,
  countExcepted,
  createBucket,
  deleteForeign,
  type ForeignPlace,
  type ForeignSeries,
  type InfluxConnection,
  inspectBucket,
  inspectForeign,
} from '@meterworks/runtime/influxdb';

/** What becomes of the results that lie in the bucket and are not ours. */
export type Disposal =
  | { readonly kind: 'ask' }
  | { readonly kind: 'move'; readonly target: string }
  | { readonly kind: 'delete' }
  | { readonly kind: 'keep' };

/** What of one measurement is not ours. Times are UTC ms. */
export interface OldMeasurement {
  readonly measurement: string;
  /** Values, each field of a point by itself. */
  readonly values: number;
  readonly meters: readonly string[];
  readonly fields: readonly string[];
  readonly first: number;
  readonly last: number;
  readonly series: readonly ForeignSeries[];
}

export interface Migration {
  readonly found: readonly OldMeasurement[];
  readonly disposal: Disposal;
  /** Values that were moved, deleted or kept. */
  readonly handled: number;
  /** Hourly amounts that the former Tibber flow wrote among the readings of a register, by meter; they stay, and are left out. */
  readonly hourly: readonly { readonly meter: string; readonly points: number }[];
}

/** Finds the former results and does with them what was asked; asked for nothing, it only finds. @throws InfluxError */
export async function migrateResults(
  influx: InfluxConnection,
  configuration: Configuration,
  { bucketRaw, bucketProcessed }: InfluxSettings,
  saved: SeriesStore,
  disposal: Disposal,
): Promise<Migration> {
  const publications = [...housePublications(configuration).values()];
  const measurements = [...new Set(publications.flatMap((one) => one.measurements.map(({ name }) => name)))];
  const place = { influx, bucket: bucketProcessed, measurements, mark: resultMark };
  const found = oldMeasurements(await inspectForeign(place));
  const hourly = await hourlyPoints(influx, configuration, bucketRaw);
  // What was not there to be kept shall be refused when it comes.
  if (found.length === 0) return { found, disposal, handled: 0, hourly };
  await dispose({ ...place, measurements: found.map(({ measurement }) => measurement) }, saved, disposal);
  const handled = disposal.kind === 'ask' ? 0 : found.reduce((sum, one) => sum + one.values, 0);
  return { found, disposal, handled, hourly };
}

async function hourlyPoints(
  influx: InfluxConnection,
  configuration: Configuration,
  bucket: string,
): Promise<Migration['hourly']> {
  const layout = homeAssistantLayout(bucket);
  const counts: { meter: string; points: number }[] = [];
  for (const [meter, place] of meterPlaces(configuration)) {
    const points = await countExcepted(influx, layout, place);
    if (points > 0) counts.push({ meter, points });
  }
  return counts;
}

async function dispose(place: ForeignPlace, saved: SeriesStore, disposal: Disposal): Promise<void> {
  const { influx, bucket } = place;
  switch (disposal.kind) {
    case 'ask':
      return;
    case 'keep':
      return acceptForeign(saved, influx, bucket);
    case 'delete':
      return deleteForeign(place, saved);
    case 'move':
      if ((await inspectBucket(influx, disposal.target)) === undefined) await createBucket(influx, disposal.target);
      await copyForeign(place, disposal.target);
      return deleteForeign(place, saved);
  }
}

function oldMeasurements(series: readonly ForeignSeries[]): OldMeasurement[] {
  const names = [...new Set(series.map(({ measurement }) => measurement))].sort();
  return names.map((measurement) => {
    const here = series.filter((one) => one.measurement === measurement);
    return {
      measurement,
      values: here.reduce((sum, { count }) => sum + count, 0),
      meters: [...new Set(here.map(({ tags }) => tags.meter_id ?? ''))].sort(),
      fields: [...new Set(here.map(({ field }) => field))].sort(),
      first: Math.min(...here.map(({ oldest }) => oldest)),
      last: Math.max(...here.map(({ newest }) => newest)),
      series: here,
    };
  });
}
