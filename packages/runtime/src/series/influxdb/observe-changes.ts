import type { Clock } from '../../clock/clock.ts';
import type { SeriesChanges } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';
import { type SummaryFunction, summaryFunctions, windowsQuery } from './sample-queries.ts';
import { collectWindows, packHashes, type SeenWindows, shortHash, unpackHashes, windows } from './window-hashes.ts';

/** What of the server a cursor remembers. */
interface Remembered {
  readonly store: string;
  /** Hash of the series and where they lie. */
  readonly places?: string | undefined;
  /** UTC ms: what is earlier is remembered by month (count and sum), the rest by day. The first of a month. */
  readonly start: number;
  /** When the months were last compared, UTC ms. */
  readonly swept: number;
  /** Per series the packed hashes of its months and of its days. */
  readonly series: Readonly<Record<string, readonly [months: string, days: string]>>;
}

const lookBackMs = 14 * 86_400_000;
const placesAtOnce = 100;
/** A server works on one question with one processor: so many are asked at the same time. */
const questionsAtOnce = 3;
/** Looks soon after each other that see the same give the same cursor. */
const sweptGrainMs = 3_600_000;

/** Says which series differ from what a cursor remembers, although the server tells of no time at which something was written. */
export interface ChangesLook {
  /**
   * Always compared are the days of the look-back (14 days and up to the start of their month). All months before are compared as well
   * where that was last done `sweepAfterMs` ago, or for other series. The server takes its time for such a *sweep*: there is `more` then, and
   * whoever asks again with the cursor of the days is told.
   */
  since(cursor: string | undefined): Promise<SeriesChanges>;
  /** Begins the sweep that is due, if one is, so that it goes on until somebody asks again. */
  goOn(): void;
}

/** What a sweep sees: by series, its months before `start`. */
interface Sweep extends Pick<Remembered, 'start' | 'swept' | 'places'> {
  readonly months: Promise<ReadonlyMap<string, SeenWindows>>;
}

export function openChangesLook(
  influx: InfluxConnection,
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
  options: { readonly clock: Clock; readonly sweepAfterMs: number },
): ChangesLook {
  const store = `${influx.server} ${layout.bucket}`;
  const names = [...places.keys()].sort();
  const placesHash = shortHash(JSON.stringify(names.map((name) => [name, places.get(name)])));
  /** The sweep that is due after an answer. */
  let due: { readonly cursor: string; sweep?: Sweep } | undefined;

  const look = async (window: 'day' | 'month', functions: readonly SummaryFunction[], from: number, to: number) => {
    const seen = new Map<string, SeenWindows>();
    const parts = partsOf(places);
    for (let at = 0; at < parts.length; at += questionsAtOnce) {
      const answers = parts.slice(at, at + questionsAtOnce).map((part) => {
        const query = windowsQuery(layout, [...part.values()], window, functions, from, to);
        return influx.query(query, () => collectWindows(layout, part, window));
      });
      for (const answer of await Promise.all(answers)) for (const [name, one] of answer) seen.set(name, one);
    }
    return seen;
  };
  const daysSince = (from: number) => look('day', summaryFunctions, from, latest);
  const sweepAt = (at: number): Sweep => {
    const start = windows.month.startOf(windows.month.indexOf(at - lookBackMs));
    const months = look('month', ['count', 'sum'], earliest, start);
    // Whoever waits for it is told.
    months.catch(() => {});
    return { start, swept: at - (at % sweptGrainMs), places: placesHash, months };
  };
  const told = (before: Remembered | undefined, seen: Seen, now: number): { changed: Changed[]; cursor: string } => {
    const { start, swept, places: of } = seen;
    const { changed, series } = compareAll(names, before, seen, now);
    return { changed, cursor: JSON.stringify({ store, places: of, start, swept, series } satisfies Remembered) };
  };

  return {
    async since(cursor) {
      const now = options.clock.now();
      const before = parseRemembered(cursor, store);
      const isSecond = due !== undefined && due.cursor === cursor;
      const begun = due?.sweep;
      due = undefined;
      if (before === undefined) {
        const sweep = sweepAt(now);
        const [days, months] = await Promise.all([daysSince(sweep.start), sweep.months]);
        return told(before, { ...sweep, days, months }, now);
      }
      if (isSecond) {
        const sweep = begun ?? sweepAt(now);
        const months = await sweep.months;
        // Days that become a month are seen after it: a change in between differs from the month, at the next sweep at the latest.
        const days = sweep.start === before.start ? undefined : await daysSince(Math.min(before.start, sweep.start));
        return told(before, { ...sweep, days, months }, now);
      }
      const { swept } = before;
      const days = await daysSince(before.start);
      const answer = told(before, { ...before, days, months: undefined }, now);
      const isSwept = now - swept < options.sweepAfterMs && now >= swept && before.places === placesHash;
      if (isSwept) return answer;
      due = { cursor: answer.cursor };
      return { ...answer, more: true };
    },
    goOn() {
      if (due !== undefined) due.sweep ??= sweepAt(options.clock.now());
    },
  };
}

type Changed = SeriesChanges['changed'][number];

/** What was looked at, by series. */
interface Seen extends Pick<Remembered, 'start' | 'swept' | 'places'> {
  /** From the earlier of both starts, the remembered one and this. */
  readonly days: ReadonlyMap<string, SeenWindows> | undefined;
  /** Before `start`. */
  readonly months: ReadonlyMap<string, SeenWindows> | undefined;
}

/** What differs from what is remembered, and what is to be remembered instead. */
function compareAll(
  names: readonly string[],
  before: Remembered | undefined,
  { start, days, months }: Seen,
  now: number,
): { changed: Changed[]; series: Remembered['series'] } {
  const changed: Changed[] = [];
  const series: Record<string, readonly [string, string]> = {};
  const startDay = windows.day.indexOf(start);
  for (const name of names) {
    let [knownMonths, knownDays] = before?.series[name] ?? ['', ''];
    const touched = new Touched();
    const daysSeen = days?.get(name);
    if (days !== undefined) {
      compare(touched, 'day', knownDays, daysSeen?.hashes, Math.min(before?.start ?? start, start));
      knownDays = packHashes(new Map([...(daysSeen?.hashes ?? [])].filter(([day]) => day >= startDay)));
    }
    if (months !== undefined) {
      const hashes = months.get(name)?.hashes ?? new Map<number, string>();
      compare(touched, 'month', knownMonths, hashes, Number.NEGATIVE_INFINITY, before?.start);
      knownMonths = packHashes(hashes);
    }
    // Only the newest days can reach beyond now.
    const range = touched.range(now, daysSeen?.newest);
    if (range !== undefined) changed.push({ series: name, ...range });
    if (knownMonths !== '' || knownDays !== '') series[name] = [knownMonths, knownDays];
  }
  return { changed, series };
}

/** The windows that differ. */
class Touched {
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  add(from: number, to: number): void {
    this.#from = Math.min(this.#from, from);
    this.#to = Math.max(this.#to, to);
  }

  /** Not beyond now, unless there are samples. */
  range(now: number, newest = now): { from: number; to: number } | undefined {
    if (this.#to < this.#from) return undefined;
    return { from: this.#from, to: Math.min(this.#to, Math.max(now, newest)) };
  }
}

/** `from`: what is earlier was not looked at. `until`: months from there on were remembered by day. */
function compare(
  touched: Touched,
  window: keyof typeof windows,
  known: string,
  seen: ReadonlyMap<number, string> = new Map(),
  from: number,
  until = Number.POSITIVE_INFINITY,
): void {
  const { startOf } = windows[window];
  const remembered = unpackHashes(known);
  for (const index of new Set([...remembered.keys(), ...seen.keys()])) {
    const start = startOf(index);
    if (start < from || start >= until) continue;
    if (remembered.get(index) !== seen.get(index)) touched.add(start, startOf(index + 1) - 1);
  }
}

function partsOf(places: ReadonlyMap<string, SamplePlace>): ReadonlyMap<string, SamplePlace>[] {
  const all = [...places];
  const length = Math.min(placesAtOnce, Math.ceil(all.length / questionsAtOnce));
  return Array.from(
    { length: Math.ceil(all.length / length) },
    (_, i) => new Map(all.slice(i * length, (i + 1) * length)),
  );
}

function parseRemembered(cursor: string | undefined, store: string): Remembered | undefined {
  if (cursor === undefined) return undefined;
  const remembered = JSON.parse(cursor) as Remembered;
  return remembered.store === store ? remembered : undefined;
}
