import { formatHash, partitionFlags } from '@meterworks/assets';
import type { Kysely } from 'kysely';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { StateTables } from '../database/state-tables.ts';
import { readState } from '../state/recorded-states.ts';
import type { Json } from '../state/run-record.ts';
import { assetRow } from './read-assets.ts';
import { readPartitionFindings } from './read-checks.ts';
import { readHistory } from './read-history.ts';
import { type FailureRow, failureView, keysOf } from './row-views.ts';
import type { PartitionView } from './views.ts';

/** What is recorded about one partition; undefined where nothing is. */
export function readPartition(
  connection: SqliteConnection,
  db: Kysely<StateTables>,
  asset: string,
  ordinal: number,
): PartitionView | undefined {
  const columns = readState(connection, asset);
  if (columns === undefined) return undefined;
  const row = columns.rowOf(ordinal);
  if (row < 0) return undefined;
  const keyOf = keysOf(assetRow(connection, asset));
  const failure = connection.get<FailureRow>(
    'select ordinal, at, run_id, message from failure where asset = ? and ordinal = ?',
    asset,
    ordinal,
  );
  const flags = columns.flags[row] as number;
  const made = (flags & partitionFlags.made) !== 0;
  const madeSeq = columns.madeSeq[row] as number;
  const { facets, deps } = columns.layout;
  const hashAt = (lanes: Uint32Array, at: number) =>
    formatHash({ high: lanes[2 * at] as number, low: lanes[2 * at + 1] as number });
  return {
    ordinal,
    key: keyOf(ordinal),
    made,
    absent: (flags & partitionFlags.absent) !== 0,
    failed: (flags & partitionFlags.failed) !== 0,
    pinned: (flags & partitionFlags.pinned) !== 0,
    madeSeq,
    codeVersion: made ? (columns.codes[columns.code[row] as number] ?? null) : null,
    config: made ? parsedConfig(columns.configs[columns.config[row] as number]) : null,
    facets: facets.map((facet, i) => ({
      facet,
      version: hashAt(columns.version, row * facets.length + i),
      changedSeq: columns.changedSeq[row * facets.length + i] as number,
    })),
    inputs: deps.map((dep, i) => ({
      dep,
      count: columns.inputCount[row * deps.length + i] as number,
      hash: hashAt(columns.inputHash, row * deps.length + i),
    })),
    step: madeSeq === 0 ? null : (readHistory(connection, db, asset, { seq: madeSeq, limit: 1 })[0] ?? null),
    failure: failure === undefined ? null : failureView(failure, keyOf),
    findings: readPartitionFindings(connection, asset, ordinal),
  };
}

function parsedConfig(text: string | undefined): Json {
  return text === undefined || text === '' ? null : (JSON.parse(text) as Json);
}
