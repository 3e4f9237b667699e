import type { FluxTableMetaData } from '@influxdata/influxdb-client';
import type { Samples } from '../series-store.ts';
import { openInstantReader } from './parse-instant.ts';
import type { RowCollector } from './query-rows.ts';
import { type SampleLayout, type SamplePlace, takeTag } from './sample-places.ts';

/** Points as they lie on the server, ascending by time, then value; a value may be NaN where its writer stored no number. */
export interface StoredRows {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly kinds: Uint8Array;
  /** Which one of several values of one instant and kind, as `takeTag` says. */
  readonly takes: Uint8Array;
  readonly kindNames: readonly string[];
}

/** Where the wanted columns stand in a table, and its kinds by the values of their tags. */
interface TableColumns {
  readonly time: number;
  readonly value: number;
  readonly measurement: number;
  readonly take: number;
  readonly field: number;
  readonly kindTags: readonly number[];
  /** What tells one stored series from another, its field apart. */
  readonly key: readonly number[];
}

/** Gathers the rows of `samplesQuery` in the unit of the place; points that are no samples are left out. */
export function collectRows(layout: SampleLayout, place: SamplePlace): RowCollector<StoredRows> {
  const instantOf = openInstantReader();
  const factors = new Map(place.measurements.map(({ measurement, factor }) => [measurement, factor]));
  const columnsOf = new Map<FluxTableMetaData, TableColumns>();
  const kindNames: string[] = [];
  const kindIndex = new Map<string, number>();
  const times: number[] = [];
  const values: number[] = [];
  const kinds: number[] = [];
  const takes: number[] = [];
  /** Only with `unless`: the point of each row, and the points that carry such a field. */
  const points: string[] = [];
  const marked = new Set<string>();
  const excepted = new Set<string>();

  return {
    row(row, table) {
      let columns = columnsOf.get(table);
      if (columns === undefined) {
        columns = findColumns(layout, table);
        columnsOf.set(table, columns);
      }
      const timeText = row[columns.time] as string;
      if (place.unless !== undefined) {
        const point = `${timeText} ${JSON.stringify(columns.key.map((at) => row[at]))}`;
        const field = row[columns.field] as string;
        if (field === place.unless.exception) excepted.add(point);
        if (field !== layout.field) {
          marked.add(point);
          return;
        }
        points.push(point);
      }
      const factor = factors.get(row[columns.measurement] as string);
      if (factor === undefined) return;
      const kind = layout.kindOf(columns.kindTags.map((at) => (at < 0 ? '' : (row[at] as string))));
      let index = kindIndex.get(kind);
      if (index === undefined) {
        index = kindNames.push(kind) - 1;
        kindIndex.set(kind, index);
      }
      const text = row[columns.value] as string;
      times.push(instantOf(timeText));
      values.push(text === '' ? Number.NaN : Number(text) * factor + 0);
      kinds.push(index);
      takes.push(columns.take < 0 ? 0 : Number(row[columns.take]) || 0);
    },
    result() {
      let order = Uint32Array.from(times, (_, i) => i);
      if (place.unless !== undefined)
        order = order.filter((i) => !marked.has(points[i] as string) || excepted.has(points[i] as string));
      if (!isAscending(times, values) || order.length < times.length)
        order.sort((a, b) => (times[a] as number) - (times[b] as number) || compareValues(values[a], values[b]));
      return {
        times: Float64Array.from(order, (i) => times[i] as number),
        values: Float64Array.from(order, (i) => values[i] as number),
        kinds: Uint8Array.from(order, (i) => kinds[i] as number),
        takes: Uint8Array.from(order, (i) => takes[i] as number),
        kindNames,
      };
    },
  };
}

/** Gathers the rows of `manySamplesQuery`, by series. */
export function collectRowsOf(
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
): RowCollector<Map<string, StoredRows>> {
  const collectors = new Map([...places].map(([series, place]) => [series, collectRows(layout, place)]));
  const byName = new Map([...places].map(([series, place]) => [place.name, collectors.get(series)]));
  const nameAt = new Map<FluxTableMetaData, number>();
  return {
    row(row, table) {
      let at = nameAt.get(table);
      if (at === undefined) {
        at = table.columns.findIndex(({ label }) => label === layout.nameTag);
        nameAt.set(table, at);
      }
      byName.get(row[at] ?? '')?.row(row, table);
    },
    result: () => new Map([...collectors].map(([series, collector]) => [series, collector.result()])),
  };
}

/** What counts of the points: equal time and value once, with the kind that is last in text order. */
export function samplesOf(rows: StoredRows): Samples {
  const { times, values, kinds, kindNames } = rows;
  const kept = {
    times: new Float64Array(times.length),
    values: new Float64Array(times.length),
    kinds: new Uint8Array(times.length),
  };
  let length = 0;
  for (let i = 0; i < times.length; i++) {
    const kind = kinds[i] as number;
    const value = values[i] as number;
    const before = length - 1;
    if (length > 0 && kept.times[before] === times[i] && Object.is(kept.values[before], value)) {
      if ((kindNames[kind] as string) > (kindNames[kept.kinds[before] as number] as string)) kept.kinds[before] = kind;
      continue;
    }
    kept.times[length] = times[i] as number;
    kept.values[length] = value;
    kept.kinds[length++] = kind;
  }
  return {
    times: kept.times.slice(0, length),
    values: kept.values.slice(0, length),
    kinds: kept.kinds.slice(0, length),
    kindNames,
  };
}

function findColumns(layout: SampleLayout, table: FluxTableMetaData): TableColumns {
  const find = (label: string): number => table.columns.findIndex((column) => column.label === label);
  return {
    time: find('_time'),
    value: find('_value'),
    measurement: find('_measurement'),
    take: find(takeTag),
    field: find('_field'),
    kindTags: layout.kindTags.map(find),
    key: table.columns.flatMap(({ label, group }, at) => (group && label !== '_field' ? [at] : [])),
  };
}

function isAscending(times: readonly number[], values: readonly number[]): boolean {
  for (let i = 1; i < times.length; i++) {
    const step = (times[i] as number) - (times[i - 1] as number);
    if (step < 0 || (step === 0 && compareValues(values[i - 1], values[i]) > 0)) return false;
  }
  return true;
}

/** Ascending; what is no number comes last. */
function compareValues(a: number | undefined, b: number | undefined): number {
  const x = a ?? Number.NaN;
  const y = b ?? Number.NaN;
  if (Number.isNaN(x)) return Number.isNaN(y) ? 0 : 1;
  return Number.isNaN(y) ? -1 : x - y;
}
