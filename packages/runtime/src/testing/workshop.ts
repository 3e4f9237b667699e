import { join } from 'node:path';
import {
  type AssetDefinition,
  type AssetRef,
  buildGraph,
  type Grain,
  type Source,
  type Status,
} from '@meterworks/assets';
import { ManualClock } from '../clock/manual-clock.ts';
import { Engine } from '../engine/engine.ts';
import type { Explanation } from '../engine/explain.ts';
import type { PlanReport } from '../engine/plan-report.ts';
import type { PlanRequest } from '../engine/plan-request.ts';
import type { RunReport } from '../engine/run-report.ts';
import { unfenced } from '../lease/fence.ts';
import { silentLogger } from '../logging/create-logger.ts';
import { openEmbeddedSeriesStore } from '../series/embedded/embedded-series-store.ts';
import { openStateDatabase, stateStoreIn } from '../state/open-state-store.ts';
import type { StateStore } from '../state/state-store.ts';
import { instantOf } from './instant-of.ts';
import { ValueSource } from './value-source.ts';

/** The assets under test and where they come from. */
export interface WorkshopGraph {
  /** Assets as `defineAsset` gives them, in any order. */
  readonly assets: readonly { readonly definition: AssetDefinition }[];
  /** A `ValueSource` brings its external asset along; other sources' assets are listed among `assets`. */
  readonly sources?: readonly Source[];
}

/** An engine on the real stores, in memory unless told, with a clock that stands where it is put. */
export interface Workshop {
  readonly clock: ManualClock;
  readonly state: StateStore;
  /** The engine of the graph defined last, for what the workshop does not offer. */
  readonly engine: Engine;
  /** Replaces the graph, as a program with other code or configuration would after a restart; what was stored stays. */
  define(graph: WorkshopGraph): Engine;
  /** Moves the clock on. @throws RangeError for an instant without a zone, or earlier than now */
  setNow(instant: string): Promise<void>;
  /** Observes the sources and makes what the request asks for; without one, all that is not fresh. */
  materialize(request?: PlanRequest): Promise<RunReport>;
  /** Observes the sources and says what would be made, and why. */
  plan(request?: PlanRequest): Promise<PlanReport>;
  /** Stored values by partition key; a partition that was decided to have none is left out. */
  values<G extends Grain, V>(asset: AssetRef<G, V>): Promise<Record<string, V>>;
  /** How many partitions are in which status, as recorded; looks at no source. */
  status(asset: AssetRef<Grain, unknown>): Promise<Readonly<Record<Status, number>>>;
  /** Why a partition is what it is, as recorded; looks at no source. */
  explain(asset: AssetRef<Grain, unknown>, partition: string): Promise<Explanation>;
  /** Gives back what the stores hold. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

export interface WorkshopOptions extends Partial<WorkshopGraph> {
  /** An instant with its zone: `2024-03-04T06:00:00Z`. It decides which partitions have ended. */
  readonly now: string;
  /** Where the stores lie as files, for a test that opens them twice; in memory when left out. */
  readonly folder?: string;
}

const actor = 'test';

/** Opens a workshop. @throws GraphError for assets that make no graph, RangeError for an instant without a zone */
export async function openWorkshop(options: WorkshopOptions): Promise<Workshop> {
  const { assets = [], sources = [], now, folder } = options;
  const clock = new ManualClock(instantOf(now));
  let engine: Engine;
  const pathOf = (file: string): string => (folder === undefined ? ':memory:' : join(folder, file));
  const state = stateStoreIn(await openStateDatabase(pathOf('state.db')));
  const series = await openEmbeddedSeriesStore({ path: pathOf('series.db') });
  const close = async (): Promise<void> => {
    await state.close();
    await series.close();
  };
  const define = (graph: WorkshopGraph): Engine => {
    engine = new Engine({
      graph: graphOf(graph),
      state,
      series,
      clock,
      logger: silentLogger,
      fence: unfenced,
      retrying: { timers: clock },
    });
    return engine;
  };
  try {
    define({ assets, sources });
  } catch (error) {
    await close();
    throw error;
  }
  return {
    clock,
    state,
    get engine() {
      return engine;
    },
    define,
    async setNow(instant) {
      const ms = instantOf(instant) - clock.now();
      if (ms < 0) throw new RangeError(`${instant} is before ${new Date(clock.now()).toISOString()}: time goes on`);
      await clock.advance(ms);
    },
    materialize: (request = {}) => engine.materialize(request, { actor, kind: 'materialize' }),
    plan: (request = {}) => engine.plan(request, { actor }),
    // The cast is sound: what is stored under an asset's key was written by its own codec.
    values: async <G extends Grain, V>(asset: AssetRef<G, V>) =>
      Object.fromEntries((await engine.values(asset.key)).map(({ key, value }) => [key, value as V])),
    status: async (asset) => {
      const { key } = engine.graph.asset(asset.key);
      const all = await engine.status();
      return (all.find((one) => one.asset === key) as (typeof all)[number]).counts;
    },
    explain: (asset, partition) => engine.explain(asset.key, partition),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function graphOf({ assets, sources = [] }: WorkshopGraph) {
  const brought = sources.flatMap((source) => (source instanceof ValueSource ? [source.asset.definition] : []));
  return buildGraph({ assets: [...new Set([...brought, ...assets.map((asset) => asset.definition)])], sources });
}
