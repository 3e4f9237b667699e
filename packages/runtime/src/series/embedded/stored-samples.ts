import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import { type AppendResult, SampleError, type Samples, type SeriesChanges } from '../series-store.ts';
import { mergeSamples, noSamples, sortedSamples, withoutOthers } from './merge-samples.ts';
import { monthOf, monthStart, packSamples, sampleCount, unpackInto, unpackSamples } from './sample-block.ts';

/** Changes that are kept one by one; older ones are merged to one a series. */
const keptChanges = 4096;

/** `instead`: samples of the same kind at the same times go. */
export function appendSamples(
  connection: SqliteConnection,
  series: string,
  kind: string,
  times: Float64Array,
  values: Float64Array,
  mode: 'beside' | 'instead' = 'beside',
): AppendResult {
  const count = Math.max(times.length, values.length);
  for (let i = 0; i < count; i++) {
    if (!isInstant(times[i]) || !Number.isFinite(values[i])) throw new SampleError(series, i, times[i], values[i]);
  }
  if (count === 0) return { written: 0, duplicates: 0 };
  const sorted = sortedSamples(times, values);
  const id = seriesId(connection, series);
  let written = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < count; ) {
    const month = monthOf(sorted.times[start] as number);
    const next = monthStart(month + 1);
    let end = start + 1;
    while (end < count && (sorted.times[end] as number) < next) end++;
    const monthTimes = sorted.times.subarray(start, end);
    const monthValues = sorted.values.subarray(start, end);
    const stored = storedMonth(connection, id, month);
    const known = mode === 'instead' ? withoutOthers(stored, kind, monthTimes, monthValues) : stored;
    const merged = mergeSamples(known, kind, monthTimes, monthValues);
    // What goes, goes for something that comes at the same time: the times touched are those of what comes.
    if (merged.first <= merged.last) storeMonth(connection, id, month, merged.samples);
    written += merged.written;
    first = Math.min(first, merged.first);
    last = Math.max(last, merged.last);
    start = end;
  }
  if (first <= last) recordChange(connection, id, first, last);
  return { written, duplicates: count - written };
}

/** Names of the series that have samples, in text order. */
export function seriesNames(connection: SqliteConnection): string[] {
  return connection
    .all<{ name: string }>(
      'select name from series where exists (select 1 from sample_block where series_id = series.id) order by name',
    )
    .map(({ name }) => name);
}

/** The samples in [from, to). */
export function readSamples(connection: SqliteConnection, series: string, from: number, to: number): Samples {
  // Month by month and into place: all blocks of a series with a sample every ten seconds are as large again as what comes of them.
  const months = storedCounts(connection, series, from, to);
  const room = months.reduce((sum, { count }) => sum + count, 0);
  const columns = { times: new Float64Array(room), values: new Float64Array(room), kinds: new Uint8Array(room) };
  const kindNames: string[] = [];
  let at = 0;
  for (const { id, month } of months) {
    const block = storedBlock(connection, id, month);
    if (block === undefined) continue;
    const names = unpackInto(block, columns, at);
    const end = at + sampleCount(block);
    letGo(block);
    const cut = { from: indexAt(columns.times, from, at, end), to: indexAt(columns.times, to, at, end) };
    if (cut.from > at) for (const column of Object.values(columns)) column.copyWithin(at, cut.from, cut.to);
    if (cut.from < cut.to) for (const name of names) if (!kindNames.includes(name)) kindNames.push(name);
    const index = names.map((name) => kindNames.indexOf(name));
    const { kinds } = columns;
    const length = cut.to - cut.from;
    if (index.some((to, from) => to !== from))
      for (let i = at; i < at + length; i++) kinds[i] = index[kinds[i] as number] as number;
    at += length;
  }
  if (at === room) return { ...columns, kindNames };
  const { times, values, kinds } = columns;
  return { times: times.slice(0, at), values: values.slice(0, at), kinds: kinds.slice(0, at), kindNames };
}

/** Deletes the samples in [from, to); gives how many. */
export function deleteSamples(connection: SqliteConnection, series: string, from: number, to: number): number {
  let deleted = 0;
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  const months = storedMonths(connection, series, from, to);
  const id = months.length === 0 ? 0 : seriesId(connection, series);
  for (const { month, data } of months) {
    const samples = unpackSamples(data);
    const start = indexAt(samples.times, from);
    const end = indexAt(samples.times, to);
    if (start === end) continue;
    first = Math.min(first, samples.times[start] as number);
    last = Math.max(last, samples.times[end - 1] as number);
    deleted += end - start;
    const kept = (_: number, i: number) => i < start || i >= end;
    storeMonth(connection, id, month, {
      times: samples.times.filter(kept),
      values: samples.values.filter(kept),
      kinds: samples.kinds.filter(kept),
      kindNames: samples.kindNames,
    });
  }
  if (first <= last) recordChange(connection, id, first, last);
  return deleted;
}

export function changedSince(connection: SqliteConnection, cursor: string | undefined): SeriesChanges {
  const store = connection.get<{ id: string }>('select id from store')?.id as string;
  const last = connection.get<{ last: number | null }>('select max(id) as last from sample_change')?.last ?? 0;
  const [cursorStore, cursorChange] = cursor?.split(':') ?? [];
  const since = cursorStore === store ? Number(cursorChange) : 0;
  const changed = connection.all<{ series: string; from: number; to: number }>(
    `select series.name as series, min(from_time) as "from", max(to_time) as "to" from sample_change
     join series on series.id = series_id where sample_change.id > ? group by series.name order by series.name`,
    since,
  );
  return { changed, cursor: `${store}:${last}` };
}

/** Notes that a series was changed that does not lie here. */
export function noteChange(connection: SqliteConnection, series: string, from: number, to: number): void {
  recordChange(connection, seriesId(connection, series), from, to);
}

function recordChange(connection: SqliteConnection, id: number, from: number, to: number): void {
  const { lastId } = connection.run(
    'insert into sample_change (series_id, from_time, to_time) values (?, ?, ?)',
    id,
    from,
    to,
  );
  if (lastId % keptChanges === 0) mergeOldChanges(connection, lastId - keptChanges);
}

/** Leaves of the changes up to that one (by id) one a series, which spans them all and has the newest one's id. */
export function mergeOldChanges(connection: SqliteConnection, newest: number): void {
  const merged = connection.all<{ id: number; series_id: number; from: number; to: number }>(
    `select max(id) as id, series_id, min(from_time) as "from", max(to_time) as "to" from sample_change where id <= ?
     group by series_id`,
    newest,
  );
  connection.run('delete from sample_change where id <= ?', newest);
  for (const change of merged) {
    connection.run(
      'insert into sample_change (id, series_id, from_time, to_time) values (?, ?, ?, ?)',
      change.id,
      change.series_id,
      change.from,
      change.to,
    );
  }
}

function seriesId(connection: SqliteConnection, series: string): number {
  const known = connection.get<{ id: number }>('select id from series where name = ?', series);
  return known?.id ?? connection.run('insert into series (name) values (?)', series).lastId;
}

function storedMonth(connection: SqliteConnection, id: number, month: number): Samples {
  const block = storedBlock(connection, id, month);
  if (block === undefined) return noSamples;
  const samples = unpackSamples(block);
  letGo(block);
  return samples;
}

function storedBlock(connection: SqliteConnection, id: number, month: number): Uint8Array | undefined {
  return connection.get<{ data: Uint8Array }>(
    'select data from sample_block where series_id = ? and month = ?',
    id,
    month,
  )?.data;
}

/** The months that hold samples in [from, to), and how many each holds as a whole. */
function storedCounts(
  connection: SqliteConnection,
  series: string,
  from: number,
  to: number,
): { id: number; month: number; count: number }[] {
  return connection
    .all<{ id: number; month: number; head: Uint8Array }>(
      `select series_id as id, month, substr(data, 1, 8) as head from sample_block
       where series_id = (select id from series where name = ?) and month between ? and ? order by month`,
      series,
      ...monthsOf(from, to),
    )
    .map(({ id, month, head }) => ({ id, month, count: sampleCount(head) }));
}

function storedMonths(
  connection: SqliteConnection,
  series: string,
  from: number,
  to: number,
): { month: number; data: Uint8Array }[] {
  return connection.all<{ month: number; data: Uint8Array }>(
    `select month, data from sample_block where series_id = (select id from series where name = ?) and month between ? and ?
     order by month`,
    series,
    ...monthsOf(from, to),
  );
}

function monthsOf(from: number, to: number): [first: number, last: number] {
  return [
    isInstant(from) ? monthOf(from) : Number.MIN_SAFE_INTEGER,
    isInstant(to) ? monthOf(to) : Number.MAX_SAFE_INTEGER,
  ];
}

function storeMonth(connection: SqliteConnection, id: number, month: number, samples: Samples): void {
  if (samples.times.length === 0) {
    connection.run('delete from sample_block where series_id = ? and month = ?', id, month);
    return;
  }
  const packed = packSamples(samples);
  connection.run(
    `insert into sample_block (series_id, month, data) values (?, ?, ?)
     on conflict (series_id, month) do update set data = excluded.data`,
    id,
    month,
    packed,
  );
  letGo(packed);
}

/** Gives the memory of a block back at once: the collector lets a dozen blocks of a dense series lie before it looks at them. */
function letGo({ buffer, byteLength }: Uint8Array): void {
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0);
}

/** The place in [first, end] of the first time that is not before `time`. */
function indexAt(times: Float64Array, time: number, first = 0, end = times.length): number {
  let low = first;
  let high = end;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < time) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Whether a date can hold it: ±100 million days around 1970. */
function isInstant(time: number | undefined): time is number {
  return time !== undefined && Math.abs(time) <= 8.64e15;
}
