import type { Timers } from '../clock/clock.ts';
import { readEventsAfter, readLastEvent } from './read-events.ts';
import type { ReadingConnection } from './reading-connection.ts';
import type { EventView } from './views.ts';

const everyMs = 200;
const atOnce = 500;

interface Listener {
  readonly events: (events: readonly EventView[]) => void;
  readonly failed: (error: unknown) => void;
}

/** Looks for new events as long as anybody listens: one look at a counter each time, a query only if something was committed. */
export class EventWatcher {
  readonly #database: ReadingConnection;
  readonly #timers: Timers;
  readonly #listeners = new Set<Listener>();
  #stop: AbortController | undefined;

  constructor(database: ReadingConnection, timers: Timers) {
    this.#database = database;
    this.#timers = timers;
  }

  follow(events: Listener['events'], failed: Listener['failed']): () => void {
    const listener = { events, failed };
    this.#listeners.add(listener);
    if (this.#stop === undefined) {
      this.#stop = new AbortController();
      void this.#watch(this.#stop.signal);
    }
    return () => {
      this.#listeners.delete(listener);
      if (this.#listeners.size === 0) this.close();
    };
  }

  close(): void {
    this.#stop?.abort();
    this.#stop = undefined;
  }

  async #watch(signal: AbortSignal): Promise<void> {
    let last: number | undefined;
    let seen: readonly unknown[] = [];
    while (!signal.aborted) {
      try {
        const connection = await this.#database.connection();
        const version = connection.pragma('data_version');
        if (last === undefined) last = await this.#database.read(readLastEvent);
        else if (seen[0] !== connection || seen[1] !== version) last = await this.#tell(last, signal);
        seen = [connection, version];
      } catch (error) {
        for (const listener of this.#listeners) listener.failed(error);
      }
      try {
        await this.#timers.sleep(everyMs, signal);
      } catch {
        return;
      }
    }
  }

  /** Tells all events after that one; gives the last one told. */
  async #tell(after: number, signal: AbortSignal): Promise<number> {
    const newest = await this.#database.read(readLastEvent);
    if (newest < after) return newest; // another database lies in its place, with numbers of its own
    for (let last = after; ; ) {
      const events = await this.#database.read((connection) => readEventsAfter(connection, last, atOnce));
      if (signal.aborted) return last;
      last = events.at(-1)?.id ?? last;
      if (events.length > 0) for (const listener of this.#listeners) listener.events(events);
      if (events.length < atOnce) return last;
    }
  }
}
