import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import type { ValueEntry } from '../series-store.ts';
import { blockSize, packValues, unpackValues } from './value-block.ts';

/** The values of the ordinals [from, to]. */
export function loadValues(
  connection: SqliteConnection,
  asset: string,
  from: number,
  to: number,
): (Uint8Array | undefined)[] {
  const loaded: (Uint8Array | undefined)[] = new Array(Math.max(0, to - from + 1)).fill(undefined);
  if (loaded.length === 0) return loaded;
  const rows = connection.all<{ block: number; data: Uint8Array }>(
    'select block, data from value_block where asset = ? and block between ? and ?',
    asset,
    blockOf(from),
    blockOf(to),
  );
  for (const { block, data } of rows) {
    const start = block * blockSize;
    const first = Math.max(from, start);
    const last = Math.min(to, start + blockSize - 1);
    const values = unpackValues(data, first - start, last - start);
    for (let ordinal = first; ordinal <= last; ordinal++) loaded[ordinal - from] = values[ordinal - start];
  }
  return loaded;
}

/** Writes only the blocks that come out different; of several entries for one ordinal the last stands. */
export function saveValues(connection: SqliteConnection, asset: string, entries: readonly ValueEntry[]): void {
  let next = 0;
  while (next < entries.length) {
    const first = next;
    const block = blockOf((entries[first] as ValueEntry).ordinal);
    while (next < entries.length && blockOf((entries[next] as ValueEntry).ordinal) === block) next++;
    saveBlock(connection, asset, block, entries.slice(first, next));
  }
}

function saveBlock(connection: SqliteConnection, asset: string, block: number, changes: readonly ValueEntry[]): void {
  const row = connection.get<{ data: Uint8Array }>(
    'select data from value_block where asset = ? and block = ?',
    asset,
    block,
  );
  const values =
    row === undefined ? new Array<Uint8Array | undefined>(blockSize).fill(undefined) : unpackValues(row.data);
  for (const { ordinal, bytes } of changes) values[ordinal - block * blockSize] = bytes;
  if (values.every((value) => value === undefined)) {
    if (row !== undefined) connection.run('delete from value_block where asset = ? and block = ?', asset, block);
    return;
  }
  const packed = packValues(values);
  if (row !== undefined && Buffer.compare(packed, row.data) === 0) return;
  connection.run(
    'insert into value_block (asset, block, data) values (?, ?, ?) on conflict (asset, block) do update set data = excluded.data',
    asset,
    block,
    packed,
  );
}

function blockOf(ordinal: number): number {
  return Math.floor(ordinal / blockSize);
}

/** The ordinals that values may lie in, rounded to whole rows; empty (`to` < `from`) where there are none. */
export function storedSpan(
  connection: SqliteConnection,
  asset: string,
): { readonly from: number; readonly to: number } {
  const row = connection.get<{ first: number | null; last: number | null }>(
    'select min(block) as first, max(block) as last from value_block where asset = ?',
    asset,
  );
  if (row === undefined || row.first === null || row.last === null) return { from: 0, to: -1 };
  return { from: row.first * blockSize, to: row.last * blockSize + blockSize - 1 };
}
