import type { SeriesChanges } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import type { SampleLayout, SamplePlace } from './sample-places.ts';
import { type SummaryFunction, summaryFunctions, windowsQuery } from './sample-queries.ts';
import { collectWindows, packHashes, type SeenWindows, unpackHashes, windows } from './window-hashes.ts';

/** What of the server a cursor remembers. */
interface Remembered {
  readonly store: string;
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

/**
 * Which series differ from what the cursor remembers, although the server tells of no time at which something was written. Always
 * compared are the days of the look-back (14 days and up to the start of their month); with a *sweep* all months before as well. A
 * sweep is made when the last one is `sweepAfterMs` old.
 */
export async function observeChanges(
  influx: InfluxConnection,
  layout: SampleLayout,
  places: ReadonlyMap<string, SamplePlace>,
  cursor: string | undefined,
  options: { readonly now: number; readonly sweepAfterMs: number },
): Promise<SeriesChanges> {
  const { now, sweepAfterMs } = options;
  const store = `${influx.server} ${layout.bucket}`;
  const before = parseRemembered(cursor, store);
  const sweeps = before === undefined || now - before.swept >= sweepAfterMs || now < before.swept;
  const newStart = windows.month.startOf(windows.month.indexOf(now - lookBackMs));
  const start = before === undefined || sweeps ? newStart : before.start;
  const daysFrom = Math.min(before?.start ?? start, start);

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
  const [days, months] = await Promise.all([
    look('day', summaryFunctions, daysFrom, latest),
    sweeps ? look('month', ['count', 'sum'], earliest, start) : undefined,
  ]);

  const changed: { series: string; from: number; to: number }[] = [];
  const series: Record<string, readonly [string, string]> = {};
  for (const name of [...places.keys()].sort()) {
    const known = before?.series[name];
    const touched = new Touched();
    const daysSeen = days.get(name);
    const monthsSeen = months?.get(name)?.hashes;
    compare(touched, 'day', known?.[1], daysSeen?.hashes, daysFrom);
    if (months !== undefined)
      compare(touched, 'month', known?.[0], monthsSeen, Number.NEGATIVE_INFINITY, before?.start);
    // Only the newest days can reach beyond now.
    const range = touched.range(now, daysSeen?.newest);
    if (range !== undefined) changed.push({ series: name, ...range });
    const startDay = windows.day.indexOf(start);
    const kept = new Map([...(daysSeen?.hashes ?? [])].filter(([day]) => day >= startDay));
    const packed = [
      months === undefined ? (known?.[0] ?? '') : packHashes(monthsSeen ?? new Map()),
      packHashes(kept),
    ] as const;
    if (packed[0] !== '' || packed[1] !== '') series[name] = packed;
  }
  const swept = sweeps ? now - (now % sweptGrainMs) : before.swept;
  return { changed, cursor: JSON.stringify({ store, start, swept, series } satisfies Remembered) };
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
  known: string | undefined,
  seen: ReadonlyMap<number, string> = new Map(),
  from: number,
  until = Number.POSITIVE_INFINITY,
): void {
  const { startOf } = windows[window];
  const remembered = unpackHashes(known ?? '');
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
