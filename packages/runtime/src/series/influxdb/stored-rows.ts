import type { FluxTableMetaData } from '@influxdata/influxdb-client';
import type { Samples } from '../series-store.ts';
import { openInstantReader } from './parse-instant.ts';
import type { RowCollector } from './query-rows.ts';
import { RowColumns } from './row-columns.ts';
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
  const rows = new RowColumns();
  /** The tags of the row before and its kind: most rows have the same. */
  const lastTags: string[] = layout.kindTags.map(() => '');
  let lastKind = -1;
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
      for (let tag = 0; tag < lastTags.length; tag++) {
        const at = columns.kindTags[tag] as number;
        const text = at < 0 ? '' : (row[at] as string);
        if (text === lastTags[tag]) continue;
        lastTags[tag] = text;
        lastKind = -1;
      }
      if (lastKind < 0) lastKind = indexOfKind(layout.kindOf(lastTags));
      const text = row[columns.value] as string;
      const value = text === '' ? Number.NaN : Number(text) * factor + 0;
      rows.push(instantOf(timeText), value, lastKind, columns.take < 0 ? 0 : Number(row[columns.take]) || 0);
    },
    result: () => ({
      ...rows.sorted(
        place.unless === undefined
          ? undefined
          : (row) => !marked.has(points[row] as string) || excepted.has(points[row] as string),
      ),
      kindNames,
    }),
  };

  function indexOfKind(kind: string): number {
    const known = kindNames.indexOf(kind);
    return known < 0 ? kindNames.push(kind) - 1 : known;
  }
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
  if (!times.some((time, i) => time === times[i - 1] && Object.is(values[i], values[i - 1])))
    return { times, values, kinds, kindNames };
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
