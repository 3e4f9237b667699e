import type { FluxTableMetaData } from '@influxdata/influxdb-client';
import { hashText } from '@meterworks/assets';
import { openInstantReader } from './parse-instant.ts';
import type { RowCollector } from './query-rows.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';

const dayMs = 86_400_000;

/** Windows of the UTC calendar by their number: days since 1970, months since year 0. */
export const windows = {
  day: { indexOf: (ms: number): number => Math.floor(ms / dayMs), startOf: (index: number): number => index * dayMs },
  month: {
    indexOf: (ms: number): number => {
      const date = new Date(ms);
      return date.getUTCFullYear() * 12 + date.getUTCMonth();
    },
    startOf: (index: number): number => Date.UTC(Math.floor(index / 12), index % 12),
  },
} as const;

/** What the server said of one series. */
export interface SeenWindows {
  /** By window: a short hash of everything that was said about it. */
  readonly hashes: ReadonlyMap<number, string>;
  /** The time of the newest sample in them, UTC ms, where the server was asked for the last of each; else −∞. */
  readonly newest: number;
}

/**
 * Gathers the rows of `windowsQuery`. A hash covers all stored series of a name, and where they are looked for: with another factor
 * the same points are other samples.
 */
export function collectWindows(
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
  window: keyof typeof windows,
): RowCollector<ReadonlyMap<string, SeenWindows>> {
  const instantOf = openInstantReader();
  const seriesOf = new Map([...places].map(([series, place]) => [place.name, { series, place }]));
  const parts = new Map<string, Map<number, string[]>>();
  const newest = new Map<string, number>();
  const columnsOf = new Map<FluxTableMetaData, readonly number[]>();
  return {
    row(row, table) {
      const find = (label: string): string => row[table.columns.findIndex((column) => column.label === label)] ?? '';
      const target = seriesOf.get(find(layout.nameTag));
      const measurement = find('_measurement');
      if (!target?.place.measurements.some((one) => one.measurement === measurement)) return;
      const index = windows[window].indexOf(instantOf(find('_start')));
      let keys = columnsOf.get(table);
      if (keys === undefined) {
        keys = table.columns.flatMap(({ label }, at) => (ignored.has(label) ? [] : [at]));
        columnsOf.set(table, keys);
      }
      const ofSeries = parts.get(target.series) ?? new Map<number, string[]>();
      parts.set(target.series, ofSeries);
      const ofWindow = ofSeries.get(index) ?? [];
      ofSeries.set(index, ofWindow);
      ofWindow.push(JSON.stringify(keys.map((at) => row[at])));
      const time = find('_time');
      if (time !== '')
        newest.set(target.series, Math.max(newest.get(target.series) ?? Number.NEGATIVE_INFINITY, instantOf(time)));
    },
    result: () =>
      new Map(
        [...parts].map(([series, ofSeries]) => {
          const seed = JSON.stringify(places.get(series));
          const hashes = [...ofSeries].map(
            ([index, texts]) => [index, shortHash(`${seed}${texts.sort().join('')}`)] as const,
          );
          return [series, { hashes: new Map(hashes), newest: newest.get(series) ?? Number.NEGATIVE_INFINITY }];
        }),
      ),
  };
}

const ignored: ReadonlySet<string> = new Set(['', 'table', '_start', '_stop']);

/** 32 bits: two of the same length every time, so that many of them pack well. */
export function shortHash(text: string): string {
  return (hashText(text).high >>> 0).toString(36).padStart(hashLength, '0');
}

const hashLength = 7;

/** `641:aaaaaaabbbbbbb,700:ccccccc`: runs of consecutive windows. */
export function packHashes(hashes: ReadonlyMap<number, string>): string {
  let text = '';
  let next = Number.NaN;
  for (const [index, hash] of [...hashes].sort(([a], [b]) => a - b)) {
    text += index === next ? hash : `${text === '' ? '' : ','}${index}:${hash}`;
    next = index + 1;
  }
  return text;
}

export function unpackHashes(text: string): Map<number, string> {
  const hashes = new Map<number, string>();
  for (const run of text === '' ? [] : text.split(',')) {
    const [first, joined = ''] = run.split(':');
    for (let at = 0; at < joined.length; at += hashLength)
      hashes.set(Number(first) + at / hashLength, joined.slice(at, at + hashLength));
  }
  return hashes;
}
