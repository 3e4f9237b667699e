import { type AssetDefinition, buildGraph, type Source } from '@meterworks/assets';
import { onTestFinished } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { RunReport } from '../../src/engine/run-report.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import type { MaintenancePlace } from '../../src/maintenance/maintenance-report.ts';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

/** A program that may start again with another graph, on real SQLite files. */
export interface MaintenanceBench {
  readonly connection: SqliteConnection;
  readonly state: StateStore;
  readonly series: SeriesStore;
  readonly clock: ManualClock;
  /** As a process that starts: opens the graph and declares it. */
  start(assets: readonly AssetDefinition[], sources: readonly Source[]): Promise<StartedBench>;
}

export interface StartedBench {
  readonly engine: Engine;
  readonly place: MaintenancePlace;
  materialize(): Promise<RunReport>;
}

export async function openMaintenanceBench(now: string): Promise<MaintenanceBench> {
  const folder = temporaryFolder();
  const clock = new ManualClock(Date.parse(now));
  const connection = await openStateDatabase(`${folder}/state.db`, clock);
  const state = stateStoreIn(connection);
  const series = await openEmbeddedSeriesStore({ path: `${folder}/series.db` });
  onTestFinished(async () => {
    await state.close();
    await series.close();
  });
  return {
    connection,
    state,
    series,
    clock,
    async start(assets, sources) {
      const graph = buildGraph({ assets, sources });
      const engine = new Engine({ graph, state, series, clock, logger: silentLogger, fence: unfenced });
      await engine.declare();
      return {
        engine,
        place: { graph, state, series, connection, fence: unfenced, now: clock.now() },
        materialize: () => engine.materialize({}, { actor: 'test', kind: 'materialize' }),
      };
    },
  };
}
