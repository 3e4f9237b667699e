import { housePublications } from '@meterworks/meters';
import type { InfluxServer } from '@meterworks/runtime/testing';
import { queryLines, type TestHouse } from './influx-house.ts';

/** Lines of dashboards by their tags and field, each point as `time value`, in order. Messages apart, which hold commas. */
export type Lines = ReadonlyMap<string, readonly string[]>;

/** What the stored values of a house should look like on the server. */
export async function wantedLines({ configuration, stores, clock }: TestHouse): Promise<Lines> {
  const lines = new Map<string, string[]>();
  for (const [asset, publication] of housePublications(configuration)) {
    const { scheme } = publication;
    const all = { from: scheme.startOrdinal, to: scheme.lastExisting(clock.now()) };
    const stored = await stores.series.loadValues(asset, all.from, all.to);
    for (const { measurement, points } of publication.stretches(all, (ordinal) => stored[ordinal - all.from])) {
      for (const { time, tags, fields } of points) {
        for (const [field, value] of Object.entries(fields)) {
          if (field === 'message' || Number.isNaN(value)) continue;
          const names = { ...tags, _field: field, _measurement: measurement };
          const key = Object.entries(names)
            .map(([name, one]) => `${name}=${one}`)
            .sort()
            .join(' ');
          lines.set(key, [...(lines.get(key) ?? []), `${time} ${value}`]);
        }
      }
    }
  }
  return inOrder(lines);
}

/** What a bucket shows. */
export async function shownLines(server: InfluxServer, bucket: string): Promise<Lines> {
  const shown = await queryLines(
    server,
    `from(bucket: "${bucket}") |> range(start: 2017-01-01T00:00:00Z, stop: 2100-01-01T00:00:00Z) |> filter(fn: (r) => r._field != "message")`,
  );
  const plain = (value: string): string =>
    value === '' || Number.isNaN(Number(value)) ? value : String(Number(value));
  return inOrder(
    new Map([...shown].map(([key, line]) => [key, line.map(([time, value]) => `${Date.parse(time)} ${plain(value)}`)])),
  );
}

function inOrder(lines: Lines): Lines {
  return new Map([...lines].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, line]) => [key, [...line].sort()]));
}
