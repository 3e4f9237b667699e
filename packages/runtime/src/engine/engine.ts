import {
  type AssetGraph,
  type AssetKey,
  type AutomationDecision,
  decideAutomation,
  decodeValue,
  type Plan,
  parsePartitionRange,
  planRun,
  type Status,
  wantedBy,
} from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import type { Retrying } from '../execute/run-scope.ts';
import type { Logger } from '../logging/logger.ts';
import { type AskedSource, askFirstSource } from '../observe/ask-first-source.ts';
import { type ObservationReport, observeSources } from '../observe/observe-sources.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { Fenced, StateStore } from '../state/state-store.ts';
import { type AssetStatus, assetStatus } from './asset-status.ts';
import type { AutomationLook, MaterializeOptions, PlanOptions, ProgressEvent } from './engine-options.ts';
import type { Explanation } from './explain.ts';
import { forgetPendingWrites } from './forget-pending-writes.ts';
import { graphRecords } from './graph-records.ts';
import { localTime } from './local-time.ts';
import { type PlanReport, planReportOf } from './plan-report.ts';
import { keptBy, type PlanRequest, planInputOf, selectAssets } from './plan-request.ts';
import { type RunRequest, runPlan } from './run-plan.ts';
import type { RunReport } from './run-report.ts';
import { saveSummaries } from './save-summaries.ts';
import { type Session, Sessions } from './session.ts';

/** What an engine works with. */
export interface EngineParts {
  readonly graph: AssetGraph;
  readonly state: StateStore;
  readonly series: SeriesStore;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Keeps the lines of each run; written when a run ends. */
  readonly runLog?: { flush(): Promise<void> };
  /** Proof that this process may write. */
  readonly fence: Fenced;
  /** Steps at once; as many as the plan's size suggests unless told. */
  readonly concurrency?: number;
  /** How steps are tried again; by the machine's clock and chance, and the default policy, unless told. */
  readonly retrying?: Partial<Retrying>;
  /** Loads what runs need; called where a source takes its time to answer. */
  readonly loadAhead?: () => Promise<unknown>;
  /** Called before very many partitions are made, or looked at for the first time: that makes much garbage. */
  readonly onLargeRun?: (() => void) | undefined;
}

export interface StoredValue {
  readonly ordinal: number;
  readonly key: string;
  /** UTC ms. */
  readonly start: number;
  readonly end: number;
  readonly value: unknown;
}

/** Brings assets up to date, and says what is and why. One at a time per state database: the fence sees to that. */
export class Engine {
  readonly graph: AssetGraph;
  readonly #parts: EngineParts;
  readonly #sessions: Sessions;
  /** What automation said of each asset at its latest look. */
  readonly #decided = new Map<AssetKey, string>();

  constructor(parts: EngineParts) {
    this.graph = parts.graph;
    this.#parts = parts;
    this.#sessions = new Sessions(parts.graph, parts.state, parts.series);
  }

  /** To be called by a process that begins to write. Records the graph for those that read without definitions, after renamed assets took over what was recorded under former keys. */
  async declare(): Promise<void> {
    if (this.graph.keys.some((key) => this.graph.asset(key).formerKeys.length > 0)) {
      const { takeOverFormerKeys } = await import('../maintenance/take-over.ts');
      for (const { from, to } of await takeOverFormerKeys(this.#parts))
        this.#parts.logger.info(`${to} took over what was recorded as ${from}`, { asset: to });
    }
    const forgotten = await forgetPendingWrites(this.graph, this.#parts.state, this.#parts.fence);
    if (forgotten > 0)
      this.#parts.logger.warn(`${forgotten} partitions were being written when a process ended; they are made again`);
    await this.#parts.state.saveGraph(this.#parts.fence, graphRecords(this.graph));
  }

  /** Looks at every source and records what is new. */
  async observe(signal: AbortSignal = new AbortController().signal): Promise<ObservationReport> {
    return this.#asking(signal, true, async (session, first) => {
      const changed = new Map<AssetKey, number>();
      for await (const report of this.#observations(session, first))
        for (const { asset, partitions } of report.changed) changed.set(asset, (changed.get(asset) ?? 0) + partitions);
      await this.#saveSummaries(session);
      return { changed: [...changed].map(([asset, partitions]) => ({ asset, partitions })) };
    });
  }

  /** What would be made, after looking at the sources and bringing eager assets up to date (unless told not to look). */
  async plan(request: PlanRequest, options: PlanOptions): Promise<PlanReport> {
    const input = planInputOf(this.graph, request);
    return this.#asking(options.signal, options.observe !== false, async (session, first) => {
      if (options.observe !== false) {
        await this.#prepare(session, first, { kind: 'observe', actor: options.actor });
        await this.#saveSummaries(session);
      }
      const kept = keptBy(request, session.staleness);
      const plan = planRun(this.graph, session.staleness, { ...input, ...kept });
      const past = await this.#parts.state.pastTimes(plan.steps.map(({ asset }) => asset));
      return planReportOf(this.graph, plan, past);
    });
  }

  /** Makes what the request asks for. */
  async materialize(request: PlanRequest, options: MaterializeOptions): Promise<RunReport> {
    const startedAt = this.#parts.clock.now();
    const input = planInputOf(this.graph, request);
    const asked = { ...options, selection: request.selection ?? '' };
    const progress = options.onProgress ?? (() => {});
    return this.#asking(options.signal, options.observe !== false, async (session, first) => {
      if (options.observe !== false) {
        progress({ phase: 'observe', done: 0, total: 0, asset: undefined });
        await this.#prepare(session, first, asked, progress);
      }
      const kept = keptBy(request, session.staleness);
      const plan = planRun(this.graph, session.staleness, { ...input, ...kept });
      const report = await this.#run(session, plan, asked, startedAt, (done, total, asset) =>
        progress({ phase: 'make', done, total, asset }),
      );
      await this.#saveSummaries(session);
      return report;
    });
  }

  /**
   * Looks at the sources, and makes what the assets' own rules say: one look of a process that looks again and again. A decision is
   * recorded as an event, with its sentence, unless it is the one of the look before and makes nothing.
   */
  async automate(look: AutomationLook): Promise<{ readonly decisions: AutomationDecision[]; readonly run: RunReport }> {
    const now = this.#parts.clock.now();
    const { actor, since, groups = new Map() } = look;
    const { dueSchedules } = await import('./due-schedules.ts');
    const dueSince = await dueSchedules(this.graph, groups, since, now);
    return this.#asking(look.signal, true, async (session, first) => {
      await this.#prepare(session, first, { kind: 'observe', actor });
      const decisions = decideAutomation(this.graph, session.staleness, { groups, dueSince, localTime });
      const wanted = wantedBy(decisions);
      // What is above and has a rule of its own, or none, is not made on the way.
      const plan = planRun(this.graph, session.staleness, { wanted, range: () => undefined, upstream: false });
      const news = decisions.filter(({ asset, action, sentence }) => {
        const isNews = action === 'make' || this.#decided.get(asset) !== sentence;
        this.#decided.set(asset, sentence);
        return isNews;
      });
      const events = news.map(({ asset, ...payload }) => ({
        at: now,
        kind: 'automation-decided',
        asset,
        payload,
      }));
      if (events.length > 0) await session.state.commit(this.#parts.fence, () => ({ events }));
      const run = await this.#run(session, plan, { actor, kind: 'automation', selection: '' }, now, () => {});
      await this.#saveSummaries(session);
      return { decisions, run };
    });
  }

  /** Counts by status of the selected assets, as recorded; looks at nothing and writes nothing. */
  async status(selection?: string): Promise<AssetStatus[]> {
    const chosen = selectAssets(this.graph, selection);
    return this.#during(undefined, async ({ staleness, asOf }) => {
      const findings = Map.groupBy(await this.#parts.state.findings([...chosen.keys()]), ({ asset }) => asset);
      return [...chosen.keys()].map((key) =>
        assetStatus(this.graph.asset(key), staleness.of(key), staleness.columns(key), findings.get(key) ?? [], asOf),
      );
    });
  }

  /** Why a partition is what it is. @throws RangeError, PartitionKeyError for an asset or a partition that there is not */
  async explain(asset: string, partition: string): Promise<Explanation> {
    const { key } = this.graph.asset(asset as AssetKey);
    const { explain } = await import('./explain.ts');
    return this.#during(undefined, ({ staleness }) =>
      explain(this.graph, staleness, this.#parts.state, key, partition),
    );
  }

  /** Stored values in a range of dates, decoded. */
  async values(asset: string, from?: string, to?: string): Promise<StoredValue[]> {
    const { key, scheme, codec } = this.graph.asset(asset as AssetKey);
    const columns = (await this.#parts.state.readStates([{ key, layout: this.graph.layout(key) }])).get(key);
    if (columns === undefined || columns.length === 0) return [];
    const asked = parsePartitionRange(scheme, from, to, { withOpen: true });
    const first = Math.max(asked.from, columns.first);
    const last = Math.min(asked.to, columns.first + columns.length - 1);
    if (last < first) return [];
    const stored = await this.#parts.series.loadValues(key, first, last);
    return stored.flatMap((bytes, i) => {
      const ordinal = first + i;
      if (bytes === undefined) return [];
      return [
        {
          ordinal,
          key: scheme.keyOf(ordinal),
          start: scheme.startOf(ordinal),
          end: scheme.endOf(ordinal),
          value: decodeValue(codec, bytes),
        },
      ];
    });
  }

  #during<T>(signal: AbortSignal | undefined, work: (session: Session) => Promise<T>): Promise<T> {
    return this.#sessions.during(this.#parts.clock.now(), signal, work);
  }

  /** The same, where sources are observed: the first of them is asked before the states are read. */
  async #asking<T>(
    signal: AbortSignal = new AbortController().signal,
    observes: boolean,
    work: (session: Session, first: AskedSource | undefined) => Promise<T>,
  ): Promise<T> {
    const asOf = this.#parts.clock.now();
    const first = observes ? await askFirstSource({ ...this.#parts, asOf, signal }) : undefined;
    return this.#sessions.during(asOf, signal, (session) => work(session, first));
  }

  /** Asks the sources until none of them has more to tell, each time bringing the session up to date with what they saw. */
  async *#observations(session: Session, first: AskedSource | undefined): AsyncGenerator<ObservationReport> {
    // Where nothing was ever seen, all there is comes in.
    if (session.states.values().every(({ length }) => length === 0)) this.#parts.onLargeRun?.();
    if (first?.isAnswered() === false)
      void Promise.all([import('../execute/execute-plan.ts'), this.#parts.loadAhead?.()]).catch(() => {});
    let asked = first;
    let { sources } = this.graph;
    do {
      const report = await observeSources({ ...this.#parts, ...session, sources, asked });
      if (report.changed.length > 0) session.staleness.update(report.changed.map(({ asset }) => asset));
      asked = undefined;
      sources = report.unfinished;
      yield report;
      // What nobody waits for any more is seen the next time.
    } while (sources.length > 0 && !session.signal.aborted);
  }

  /**
   * Observes, then makes what of the eager assets is not fresh, so that the plan below them is exact: after each part of what the sources tell,
   * while they look at the next.
   */
  async #prepare(
    session: Session,
    first: AskedSource | undefined,
    asked: { actor: string; kind: string; selection?: string },
    progress: (event: ProgressEvent) => void = () => {},
  ): Promise<void> {
    const eager = this.graph.keys.filter((key) => this.graph.asset(key).eager);
    const wanted = new Map(eager.map((key) => [key, new Set<Status>(['missing', 'stale', 'failed'])] as const));
    let isFirst = true;
    for await (const { changed } of this.#observations(session, first)) {
      // What failed a moment ago is not tried again where nothing came in since.
      if (!isFirst && changed.length === 0) continue;
      isFirst = false;
      const plan = planRun(this.graph, session.staleness, { wanted, range: () => undefined, upstream: true });
      await this.#run(
        session,
        plan,
        { ...asked, kind: 'refresh', selection: asked.selection ?? '' },
        session.asOf,
        (done, total, asset) => progress({ phase: 'refresh', done, total, asset }),
      );
    }
  }

  #run(
    session: Session,
    plan: Plan,
    asked: RunRequest,
    startedAt: number,
    onStep: (done: number, total: number, asset: AssetKey) => void,
  ): Promise<RunReport> {
    return runPlan(this.#parts, session, plan, asked, { startedAt, onStep });
  }

  #saveSummaries(session: Session): Promise<void> {
    return saveSummaries(this.graph, this.#parts.state, this.#parts.fence, session);
  }
}
