import { type Grain, type PartitionScheme, StateColumns, type Status, statuses } from '@meterworks/assets';
import type { SqliteConnection } from '../../database/sqlite-connection.ts';
import type { AssetDependencyRecord } from '../../state/asset-record.ts';
import { readState } from '../../state/recorded-states.ts';
import { schemeOf } from '../partition-keys.ts';
import { assetRow } from '../read-assets.ts';

/** Everything that is recorded about an asset's partitions. */
export interface RecordedAsset {
  readonly key: string;
  readonly external: boolean;
  readonly codeVersion: string;
  readonly scheme: PartitionScheme<Grain>;
  readonly deps: readonly AssetDependencyRecord[];
  readonly columns: StateColumns;
  /** The status that was recorded with the last commit; undefined where there is no partition. */
  statusOf(ordinal: number): Status | undefined;
  /** First and last ordinal that have, or could have, a status. */
  readonly extent: { readonly from: number; readonly to: number };
}

/** Reads assets once each, of one moment of the database. */
export class RecordedAssets {
  readonly #connection: SqliteConnection;
  readonly #read = new Map<string, RecordedAsset | undefined>();

  constructor(connection: SqliteConnection) {
    this.#connection = connection;
  }

  /** Undefined where the graph never declared it. */
  asset(key: string): RecordedAsset | undefined {
    if (!this.#read.has(key)) this.#read.set(key, readAsset(this.#connection, key));
    return this.#read.get(key);
  }
}

function readAsset(connection: SqliteConnection, key: string): RecordedAsset | undefined {
  const row = assetRow(connection, key);
  if (row === undefined) return undefined;
  const summary = connection.get<{ first_ordinal: number; strip: Uint8Array }>(
    'select first_ordinal, strip from asset_summary where asset = ?',
    key,
  );
  const first = summary?.first_ordinal ?? 0;
  const strip = summary?.strip ?? new Uint8Array();
  return {
    key,
    external: row.external === 1,
    codeVersion: row.code_version,
    scheme: schemeOf(row.grain, row.zone),
    deps: JSON.parse(row.deps) as AssetDependencyRecord[],
    columns: readState(connection, key) ?? new StateColumns({ facets: [], deps: [], lazyDeps: [] }),
    extent: { from: first, to: first + strip.length * 2 - 1 },
    statusOf(ordinal) {
      const at = ordinal - first;
      const byte = strip[at >>> 1];
      return at < 0 || byte === undefined ? undefined : statuses[(at & 1) === 0 ? byte & 15 : byte >>> 4];
    },
  };
}
