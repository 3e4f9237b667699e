import { type AssetKey, buildGraph, type StateColumns } from '@meterworks/assets';
import type { Engine } from '../../src/engine/engine.ts';
import type { PlanRequest } from '../../src/engine/plan-request.ts';
import { unfenced } from '../../src/lease/fence.ts';
import type { MaintenancePlace } from '../../src/maintenance/maintenance-report.ts';
import { setPinned } from '../../src/maintenance/set-pinned.ts';
import { wipePartitions } from '../../src/maintenance/wipe-partitions.ts';
import type { SeriesStore } from '../../src/series/series-store.ts';
import { stateStoreIn } from '../../src/state/open-state-store.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { ValueSource } from '../../src/testing/index.ts';
import { openWorkshop, valuesOf, type Workshop } from '../engine/workshop.ts';
import { correctedSums, type DayNumber, days } from './corrected-sums.ts';

/** How a run ends. `dies`: the process, between the values of the sums and their commit. */
export type Ending = 'goes through' | 'dies' | 'is cancelled' | 'cannot store';

const first = days.ordinalOf('2011-12-20');
const now = '2012-01-25T12:00:00Z';
export const keyAt = (day: number): string => days.keyOf(days.exists(first + day) ? first + day : first + day + 1);

/** The same sums twice, on stores of their own: once gone on with, and once computed anew every time. */
export class TwinShops {
  /** Two sources, of which the sums read one. */
  readonly sources = [1, 2].map((one) => new ValueSource<'day', DayNumber>(`numbers${one}`, days));
  readonly settings = { reads: 0, factor: 1, code: '0', skip: 0 };
  readonly shops: readonly Shop[];
  /** Last day that has a number. */
  last = -1;
  /** Since a process died, sums are forgotten that one that is gone on with keeps: when they changed last is recorded otherwise. */
  #hasDied = false;

  private constructor(shops: readonly Shop[]) {
    this.shops = shops;
  }

  static async open(): Promise<TwinShops> {
    const shops = await Promise.all(
      [true, false].map(async (isResumable) => new Shop(await openWorkshop(now, 'memory'), isResumable)),
    );
    return new TwinShops(shops);
  }

  async close(): Promise<void> {
    for (const { workshop } of this.shops) await workshop.close();
  }

  set(day: number, number: DayNumber | undefined): void {
    for (const source of this.sources) {
      if (number === undefined) source.delete(keyAt(day));
      else source.set(keyAt(day), number);
    }
  }

  isFailing(day: number): boolean {
    const number = this.sources[0]?.get(keyAt(day));
    return number?.isBad === true || number?.isFatal === true || (number?.amount ?? 0) < 0;
  }

  append(number: DayNumber): void {
    if (this.last < 26) this.set(++this.last, number);
  }

  async run(request: PlanRequest, ending: Ending): Promise<void> {
    for (const shop of this.shops) await shop.run(this, request, ending);
    if (ending === 'dies') {
      this.#hasDied = true;
      for (const shop of this.shops) await shop.run(this, request, 'goes through');
    }
  }

  async wipe(from: number, to: number): Promise<void> {
    for (const shop of this.shops) await shop.wipe(this, keyAt(from), keyAt(to));
  }

  async pin(from: number, to: number, pinned: boolean): Promise<void> {
    for (const shop of this.shops) await shop.pin(this, keyAt(from), keyAt(to), pinned);
  }

  /** What is recorded in each shop, as far as it must be the same. */
  async records(): Promise<unknown[]> {
    return Promise.all(this.shops.map((shop) => shop.records(this, this.#hasDied)));
  }
}

/** One engine with its stores; it is kept as long as nothing else is declared. */
class Shop {
  readonly workshop: Workshop;
  readonly calls: string[] = [];
  readonly #isResumable: boolean;
  readonly #state: StateStore;
  #engine: Engine | undefined;
  #declared = '';
  #controller = new AbortController();
  #ending: Ending = 'goes through';

  constructor(workshop: Workshop, isResumable: boolean) {
    this.workshop = workshop;
    this.#isResumable = isResumable;
    this.#state = stateStoreIn(workshop.connection);
  }

  definitions({ sources, settings }: TwinShops) {
    const { reads, ...others } = settings;
    const numbers = (sources[reads] as (typeof sources)[number]).asset;
    const { assets } = correctedSums(
      { ...others, numbers },
      {
        isResumable: this.#isResumable,
        onCompute: ({ kind }) => {
          this.calls.push(kind);
          if (this.#ending !== 'is cancelled') return;
          this.#controller.abort();
          this.#controller.signal.throwIfAborted();
        },
      },
    );
    return [...sources.map(({ asset }) => asset.definition), ...assets.map(({ definition }) => definition)];
  }

  async #engineOf(twins: TwinShops): Promise<Engine> {
    const declared = JSON.stringify(twins.settings);
    if (this.#engine !== undefined && declared === this.#declared) return this.#engine;
    this.#declared = declared;
    const { series } = this.workshop;
    const state: StateStore = {
      ...this.#state,
      commit: (fence, build) =>
        this.#state.commit(fence, (seq) => {
          const commit = build(seq);
          if (this.#ending === 'dies' && commit.step?.asset === 'sums') throw new Error('killed');
          return commit;
        }),
    };
    const breaking: SeriesStore = {
      ...series,
      loadValues: (...args) => series.loadValues(...args),
      saveValues: async (key, entries) => {
        await series.saveValues(key, entries);
        if (this.#ending === 'cannot store' && key === 'sums') throw new TypeError('not stored');
      },
    };
    this.#engine = this.workshop.define(this.definitions(twins), twins.sources, { state, series: breaking });
    await this.#engine.declare();
    return this.#engine;
  }

  async run(twins: TwinShops, request: PlanRequest, ending: Ending): Promise<void> {
    const engine = await this.#engineOf(twins);
    this.#ending = ending;
    this.#controller = new AbortController();
    const options = { actor: 'test', kind: 'materialize', signal: this.#controller.signal };
    try {
      await engine.materialize(request, options);
    } catch (error) {
      if (ending !== 'dies') throw error;
      this.#engine = undefined;
    } finally {
      this.#ending = 'goes through';
    }
  }

  async wipe(twins: TwinShops, from: string, to: string): Promise<void> {
    await wipePartitions(this.#place(twins), { selection: 'sums', from, to }, { dryRun: false });
  }

  async pin(twins: TwinShops, from: string, to: string, pinned: boolean): Promise<void> {
    await setPinned(this.#place(twins), { asset: 'sums' as AssetKey, from, to, pinned });
  }

  #place(twins: TwinShops): MaintenancePlace {
    const { connection, series, clock } = this.workshop;
    const graph = buildGraph({ assets: this.definitions(twins), sources: twins.sources });
    return { graph, state: this.#state, series, connection, fence: unfenced, now: clock.now() };
  }

  async records(twins: TwinShops, hasDied: boolean): Promise<unknown> {
    const engine = await this.#engineOf(twins);
    const { connection } = this.workshop;
    const names = ['sums', 'doubled', 'monthly'];
    const values = await Promise.all(names.map((name) => valuesOf(engine, name)));
    const assets = names.map((name) => ({ key: name as AssetKey, layout: engine.graph.layout(name as AssetKey) }));
    const states = await this.#state.readStates(assets);
    const columns = names.map((name) => {
      const recorded = states.get(name as AssetKey) as StateColumns;
      const { flags, changedSeq, madeSeq, code, config, inputCount } = recorded;
      const changed = hasDied && name === 'sums' ? undefined : changedSeq;
      return { ...recorded, flags, changed, madeSeq, code, config, inputCount };
    });
    const findings = (await this.#state.findings()).map(({ at: _at, run: _run, ...finding }) => finding);
    return {
      values,
      columns,
      findings,
      failures: connection.all('select * from failure order by asset, ordinal'),
      summaries: connection.all('select * from asset_summary order by asset'),
      // What was forgotten is planned again.
      history: hasDied
        ? []
        : ['run', 'step', 'event'].map((table) => connection.all(`select * from ${table} order by id`)),
    };
  }
}
