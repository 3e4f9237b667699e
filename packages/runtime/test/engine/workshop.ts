import {
  type AssetDefinition,
  type AssetKey,
  buildGraph,
  defineExternal,
  hashText,
  type PartitionScheme,
  type Source,
} from '@meterworks/assets';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { Engine, type EngineParts } from '../../src/engine/engine.ts';
import type { RunReport } from '../../src/engine/run-report.ts';
import { unfenced } from '../../src/lease/fence.ts';
import { silentLogger } from '../../src/logging/create-logger.ts';
import { openEmbeddedSeriesStore } from '../../src/series/embedded/embedded-series-store.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

export { madeSpans } from '../../src/testing/index.ts';

/** Numbers by ordinal that a test changes at will, observed as one external asset. */
export class NumberSource implements Source {
  readonly name: string;
  readonly assets: readonly AssetKey[];
  readonly values = new Map<number, number>();
  readonly asset;

  constructor(key: string, scheme: PartitionScheme<'day'>) {
    this.name = key;
    this.asset = defineExternal<'day', number>({ key, partitions: scheme });
    this.assets = [this.asset.key];
  }

  async observe() {
    const partitions = [...this.values].map(([ordinal, value]) => ({ ordinal, fingerprint: hashText(String(value)) }));
    return {
      assets: [
        {
          asset: this.asset.key,
          partitions,
          complete: true,
          detail: `the number ${[...this.values.values()].at(-1)} arrived`,
        },
      ],
      cursor: '',
    };
  }

  async load(_: AssetKey, span: { from: number; to: number }) {
    return Array.from({ length: span.to - span.from + 1 }, (_unused, i) => this.values.get(span.from + i));
  }
}

/** An engine on real SQLite whose graph a test may redefine, with a clock that stands where it is told. */
export interface Workshop {
  readonly clock: ManualClock;
  readonly series: SeriesStore;
  /** The state database, to look at what was recorded. */
  readonly connection: SqliteConnection;
  /** `parts` stand in for the workshop's own: a store that breaks, a lease that was lost. */
  define(assets: readonly AssetDefinition[], sources: readonly Source[], parts?: Partial<EngineParts>): Engine;
  close(): Promise<void>;
}

export async function openWorkshop(now: string, where: 'files' | 'memory' = 'files'): Promise<Workshop> {
  const folder = where === 'files' ? temporaryFolder() : undefined;
  const pathOf = (file: string): string => (folder === undefined ? ':memory:' : `${folder}/${file}`);
  const clock = new ManualClock(Date.parse(now));
  const connection = await openStateDatabase(pathOf('state.db'));
  const state = stateStoreIn(connection);
  const series = await openEmbeddedSeriesStore({ path: pathOf('series.db') });
  return {
    clock,
    series,
    connection,
    define: (assets, sources, parts = {}) =>
      new Engine({
        graph: buildGraph({ assets, sources }),
        state,
        series,
        clock,
        logger: silentLogger,
        fence: unfenced,
        ...parts,
      }),
    async close() {
      await state.close();
      await series.close();
    },
  };
}

const asked = { actor: 'test', kind: 'materialize' } as const;

export function materialize(engine: Engine, request: Parameters<Engine['materialize']>[0] = {}): Promise<RunReport> {
  return engine.materialize(request, asked);
}

/** Values by key, for comparison as a whole. */
export async function valuesOf(engine: Engine, asset: string): Promise<Record<string, unknown>> {
  return Object.fromEntries((await engine.values(asset)).map(({ key, value }) => [key, value]));
}
