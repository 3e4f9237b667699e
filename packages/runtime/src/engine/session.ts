import {
  type AssetGraph,
  type AssetKey,
  evaluateStaleness,
  type LiveStaleness,
  type StateColumns,
} from '@meterworks/assets';
import { RunValues } from '../execute/run-values.ts';
import type { SeriesStore } from '../series/series-store.ts';
import type { StateStore } from '../state/state-store.ts';

/** One look at the states, brought along while it is worked on. */
export interface Session {
  readonly states: ReadonlyMap<AssetKey, StateColumns>;
  readonly staleness: LiveStaleness;
  /** UTC ms. */
  readonly asOf: number;
  readonly signal: AbortSignal;
  readonly values: RunValues;
  /** Every commit of the session goes through this. */
  readonly state: Pick<StateStore, 'commit' | 'readCursor' | 'announceWrite' | 'readCheckpoint'>;
}

/** States and staleness as of a commit. */
interface Look {
  readonly states: ReadonlyMap<AssetKey, StateColumns>;
  readonly staleness: LiveStaleness;
  seq: number;
}

/**
 * Keeps what was read and judged from one piece of work to the next: a running process judges only what changed. Whoever else
 * commits meanwhile, and any piece of work that broke off, has it read anew.
 */
export class Sessions {
  readonly #graph: AssetGraph;
  readonly #state: StateStore;
  readonly #series: SeriesStore;
  #kept: Look | undefined;

  constructor(graph: AssetGraph, state: StateStore, series: SeriesStore) {
    this.#graph = graph;
    this.#state = state;
    this.#series = series;
  }

  /** Works within a session. Two at once have one each. */
  async during<T>(asOf: number, signal: AbortSignal | undefined, work: (session: Session) => Promise<T>): Promise<T> {
    const look = await this.#look(asOf);
    let isOwn = true;
    const commit: StateStore['commit'] = async (fence, build) => {
      const seq = await this.#state.commit(fence, build);
      if (seq !== look.seq + 1) isOwn = false;
      look.seq = seq;
      return seq;
    };
    const stop = signal ?? new AbortController().signal;
    const done = await work({
      ...look,
      asOf,
      signal: stop,
      values: new RunValues(this.#graph, this.#series, look.states),
      state: {
        commit,
        readCursor: (source) => this.#state.readCursor(source),
        readCheckpoint: (asset) => this.#state.readCheckpoint(asset),
        announceWrite: (fence, pending) => this.#state.announceWrite(fence, pending),
      },
    });
    // After a throw the columns in memory may be ahead of what is stored, so they are let go.
    if (isOwn) this.#kept = look;
    return done;
  }

  async #look(asOf: number): Promise<Look> {
    const seq = await this.#state.lastSeq();
    const kept = this.#kept;
    this.#kept = undefined;
    if (kept?.seq === seq) {
      kept.staleness.moveTo(asOf);
      return kept;
    }
    const assets = this.#graph.keys.map((key) => ({ key, layout: this.#graph.layout(key) }));
    const states = await this.#state.readStates(assets);
    return { seq, states, staleness: evaluateStaleness(this.#graph, states, asOf) };
  }
}
