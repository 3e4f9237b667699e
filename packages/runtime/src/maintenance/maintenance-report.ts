import type { AssetGraph, AssetKey } from '@meterworks/assets';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';

/** What recorded states are kept in order with. */
export interface MaintenancePlace {
  readonly graph: AssetGraph;
  readonly state: StateStore;
  readonly series: SeriesStore;
  /** The state database. */
  readonly connection: SqliteConnection;
  readonly fence: Fenced;
  /** UTC ms. */
  readonly now: number;
}

/** What went, or would go with `dryRun`; and what was asked for and stays. */
export interface MaintenanceReport {
  readonly action: 'wipe' | 'prune' | 'compact';
  readonly dryRun: boolean;
  readonly assets: readonly {
    readonly asset: AssetKey;
    /** How many partitions it concerns. */
    readonly partitions: number;
    /** For people: "2024-10-01…2024-10-05". */
    readonly spans: string;
  }[];
  readonly left: readonly { readonly asset: AssetKey; readonly partitions: number; readonly reason: string }[];
  /** Of the state database, where its file was made smaller. */
  readonly bytes?: { readonly before: number; readonly after: number };
}
