import type { AssetKey } from '@meterworks/assets';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { CheckpointRecord, Commit } from './commit.ts';

/** Writes and forgets checkpoints; to be called inside the commit's transaction. */
export function writeCheckpoints(
  connection: SqliteConnection,
  { checkpoints, checkpointsForgotten }: Pick<Commit, 'checkpoints' | 'checkpointsForgotten'>,
): void {
  for (const asset of checkpointsForgotten ?? []) connection.run('delete from asset_checkpoint where asset = ?', asset);
  for (const { asset, from, basis, state } of checkpoints ?? [])
    connection.run(
      'insert or replace into asset_checkpoint (asset, from_ordinal, basis, state) values (?, ?, ?, ?)',
      asset,
      from,
      basis,
      state,
    );
}

/** The checkpoint that an asset's last computation left, if it left one. */
export function readCheckpoint(connection: SqliteConnection, asset: AssetKey): CheckpointRecord | undefined {
  return connection.get<CheckpointRecord>(
    'select asset, from_ordinal as "from", basis, state from asset_checkpoint where asset = ?',
    asset,
  );
}
