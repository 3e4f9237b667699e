import { overlayColumns, type StateColumns, sliceColumns } from '@meterworks/assets';
import { DatabaseCorruptError } from '../database/database-error.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { StateRecord } from './commit.ts';
import { PackedStateError, packState, unpackState } from './packed-state.ts';

/** A state is recorded whole where it is shorter than this, or where more than this share of it has changed since it was. */
const worthParting = { rows: 256, share: 1 / 8 } as const;

interface StateRow {
  readonly asset: string;
  readonly data: Uint8Array;
  readonly part: Uint8Array | null;
}

const query = `select asset_state.asset, asset_state.data, asset_state_part.data as part
  from asset_state left join asset_state_part using (asset)`;

/** What is recorded about the partitions of an asset. @throws DatabaseCorruptError */
export function readState(connection: SqliteConnection, asset: string): StateColumns | undefined {
  const row = connection.get<StateRow>(`${query} where asset = ?`, asset);
  return row && columnsOf(connection, row);
}

/** The same of several assets; those of which nothing is recorded are left out. @throws DatabaseCorruptError */
export function readStates(connection: SqliteConnection, assets: readonly string[]): Map<string, StateColumns> {
  const asked = JSON.stringify(assets);
  const rows = connection.all<StateRow>(`${query} where asset in (select value from json_each(?))`, asked);
  return new Map(rows.map((row) => [row.asset, columnsOf(connection, row)]));
}

/**
 * Records a state. Most commits touch the newest days of years: those rows alone are written, beside the state as it was recorded whole, in
 * place of the part that was there, whose rows are among them.
 *
 * @param isKnown whether the columns are what is recorded, but for what is touched
 */
export function writeState(
  connection: SqliteConnection,
  { asset, columns, touched }: StateRecord,
  isKnown: boolean,
): void {
  if (isKnown && touched !== undefined && columns.length >= worthParting.rows) {
    const before = connection.get<{ readonly from: number | null; readonly to: number | null }>(
      `select from_ordinal as "from", to_ordinal as "to" from asset_state left join asset_state_part using (asset) where asset = ?`,
      asset,
    );
    const from = Math.min(touched.from, before?.from ?? touched.from);
    const to = Math.max(touched.to, before?.to ?? touched.to);
    if (before !== undefined && to - from + 1 <= columns.length * worthParting.share) {
      connection.run(
        `insert into asset_state_part (asset, from_ordinal, to_ordinal, data) values (?, ?, ?, ?)
           on conflict (asset) do update set from_ordinal = excluded.from_ordinal, to_ordinal = excluded.to_ordinal, data = excluded.data`,
        asset,
        from,
        to,
        packState(sliceColumns(columns, from, to)),
      );
      return;
    }
  }
  connection.run(
    'insert into asset_state (asset, data) values (?, ?) on conflict (asset) do update set data = excluded.data',
    asset,
    packState(columns),
  );
  connection.run('delete from asset_state_part where asset = ?', asset);
}

function columnsOf({ path }: SqliteConnection, { asset, data, part }: StateRow): StateColumns {
  try {
    const whole = unpackState(data);
    return part === null ? whole : overlayColumns(whole, unpackState(part));
  } catch (error) {
    if (error instanceof PackedStateError)
      throw new DatabaseCorruptError(path, `the state of ${asset}: ${error.reason}`, error);
    throw error;
  }
}
