import { assetKey } from '@meterworks/assets';
import type { Samples, SeriesChanges, SeriesStore } from '../series-store.ts';
import { latest } from './influx-connection.ts';
import { hullOf, type Mirrored, missingParts, type Stretch } from './mirrored-stretches.ts';
import { windows } from './window-hashes.ts';

interface MirrorState {
  /** Up to which observation `stale` is complete, and when that was, UTC ms. */
  readonly cursor?: string;
  readonly seenAt?: number;
  readonly series: Readonly<Record<string, Mirrored>>;
}

/**
 * Samples of a server, kept in a file of their own: a day that is new costs that day, not all of history. The file may be deleted at
 * any time. It is as new as the observation that `invalidate` was last told of.
 */
export interface SampleMirror {
  /** The cursor of that observation. */
  cursor(): Promise<string | undefined>;
  /** Takes what has changed since, before anybody acts upon it. */
  invalidate(changes: SeriesChanges, now: number): Promise<void>;
  /** Fetches what became stale lately, of all series at once; otherwise that is done when it is read. */
  refresh(): Promise<void>;
  read(series: string, from: number, to: number): Promise<Samples>;
  close(): Promise<void>;
}

/** What the mirror asks of the server. */
export interface MirroredServer {
  fetch(series: string, from: number, to: number): Promise<Samples>;
  /** The same for several series at once, each of them named in the answer. */
  fetchMany(series: readonly string[], from: number, to: number): Promise<ReadonlyMap<string, Samples>>;
  /** About how many samples there are, by the start of each UTC month that has some, ascending. */
  counts(series: string, from: number, to: number): Promise<readonly (readonly [start: number, count: number])[]>;
}

const stateKey = assetKey('mirror#state');
/** A stretch up to this long is fetched at once. */
const shortMs = 62 * 86_400_000;
/** A longer one in pieces with about this many samples: larger ones are no faster, and as they are packed take 100 bytes a sample. */
const samplesAtOnce = 50_000;
/** What became stale in the last days is fetched for so many series at once: a new day changes all of a house. */
const recentMs = 3 * 86_400_000;
const seriesAtOnce = 16;

/** @param store an embedded store of the mirror's own */
export function openSampleMirror(store: SeriesStore, server: MirroredServer): SampleMirror {
  /** What the file says; read once, then changed here and there at the same time. */
  let current: MirrorState = { series: {} };
  let loading: Promise<void> | undefined;
  let refreshing: Promise<void> | undefined;
  const load = (): Promise<void> => {
    loading ??= store.loadValues(stateKey, 0, 0).then(([bytes]) => {
      current = parseState(bytes);
    });
    return loading;
  };
  const save = (next: MirrorState): Promise<void> => {
    current = next;
    return store.saveValues(stateKey, [{ ordinal: 0, bytes: new TextEncoder().encode(JSON.stringify(next)) }]);
  };
  const take = async (series: string, { from, to }: Stretch, samples: Samples): Promise<void> => {
    await store.deleteSamples(series, from, to);
    await append(store, series, samples);
  };

  /** Fetches what of any series became stale lately. */
  const refreshRecent = async (since: number): Promise<void> => {
    const stale = Object.entries(current.series)
      .map(([series, mirrored]) => ({ series, parts: mirrored.stale.filter(({ from }) => from >= since) }))
      .filter(({ parts }) => parts.length > 0);
    // One alone is fetched by whoever asks for it.
    if (stale.length < 2) return;
    const refresh = async (some: typeof stale): Promise<void> => {
      const { from, to } = hullOf(some.flatMap(({ parts }) => parts));
      const names = some.map(({ series }) => series);
      const fetched = await server.fetchMany(names, from, to);
      const fresh: Record<string, Mirrored> = {};
      for (const { series, parts } of some) {
        const samples = fetched.get(series);
        const mirrored = current.series[series];
        if (samples === undefined || mirrored === undefined || samples.values.some(Number.isNaN)) continue;
        const inside = { from: Math.max(from, mirrored.from), to: Math.min(to, mirrored.to) };
        await take(series, inside, within(samples, inside));
        fresh[series] = { ...mirrored, stale: mirrored.stale.filter((part) => !parts.includes(part)) };
      }
      await save({ ...current, series: { ...current.series, ...fresh } });
    };
    const groups = Math.ceil(stale.length / seriesAtOnce);
    const length = Math.ceil(stale.length / groups);
    await Promise.all(Array.from({ length: groups }, (_, i) => refresh(stale.slice(i * length, (i + 1) * length))));
  };
  const refreshOnce = (): Promise<void> => {
    const { seenAt } = current;
    if (seenAt === undefined) return Promise.resolve();
    refreshing ??= refreshRecent(seenAt - recentMs).catch((error: unknown) => {
      refreshing = undefined;
      throw error;
    });
    return refreshing;
  };

  return {
    async cursor() {
      await load();
      return current.cursor;
    },
    async invalidate({ changed, cursor }, now) {
      await load();
      const series = { ...current.series };
      for (const { series: name, from, to } of changed) {
        const mirrored = series[name];
        // A change that reaches up to now may have taken away what lay after it.
        if (mirrored !== undefined)
          series[name] = { ...mirrored, stale: [...mirrored.stale, { from, to: to >= now ? latest : to + 1 }] };
      }
      refreshing = undefined;
      if (cursor !== current.cursor || changed.length > 0) await save({ cursor, seenAt: now, series });
    },
    async refresh() {
      await load();
      await refreshOnce();
    },
    async read(series, from, to) {
      await load();
      const { seenAt = Number.POSITIVE_INFINITY } = current;
      // What lies after the last observation was seen not to be there: asked for once, it is known for good.
      const asked = { from, to: to > seenAt ? latest : to };
      if (missingParts(current.series[series], asked).some((part) => part.from >= seenAt - recentMs))
        await refreshOnce();
      const missing = missingParts(current.series[series], asked);
      for (const part of missing) {
        for (const piece of await piecesOf(server, series, part, seenAt)) {
          const samples = await server.fetch(series, piece.from, piece.to);
          // What is no number cannot be kept here.
          if (samples.values.some(Number.isNaN)) return server.fetch(series, from, to);
          await take(series, piece, samples);
        }
      }
      // Marked last: a crash in between fetches once more.
      if (missing.length > 0) {
        const stale = (current.series[series]?.stale ?? []).filter((part) => !missing.includes(part));
        const known = current.series[series];
        const now = { ...hullOf(known === undefined ? [asked] : [known, asked]), stale };
        await save({ ...current, series: { ...current.series, [series]: now } });
      }
      return store.readSamples(series, from, to);
    },
    close: () => store.close(),
  };
}

/**
 * The same stretch in pieces that lie end to end: cut where months begin, and evenly inside a month that holds very many. Nothing is
 * expected after `seenAt`.
 */
async function piecesOf(server: MirroredServer, series: string, stretch: Stretch, seenAt: number): Promise<Stretch[]> {
  if (Math.min(stretch.to, Math.max(stretch.from, seenAt)) - stretch.from <= shortMs) return [stretch];
  const cuts: number[] = [];
  let held = 0;
  for (const [start, count] of await server.counts(series, stretch.from, stretch.to)) {
    if (held > 0 && held + count > samplesAtOnce) {
      cuts.push(start);
      held = 0;
    }
    const parts = Math.ceil(count / samplesAtOnce);
    const length = windows.month.startOf(windows.month.indexOf(start) + 1) - start;
    for (let part = 1; part < parts; part++) cuts.push(start + Math.floor((length * part) / parts));
    held += count / Math.max(1, parts);
  }
  const inside = cuts.filter((cut) => cut > stretch.from && cut < stretch.to);
  return [stretch.from, ...inside].map((from, i) => ({ from, to: inside[i] ?? stretch.to }));
}

async function append(store: SeriesStore, series: string, samples: Samples): Promise<void> {
  const [only, ...others] = samples.kindNames;
  if (only !== undefined && others.length === 0) {
    await store.appendSamples(series, only, samples.times, samples.values);
    return;
  }
  for (const [index, kind] of samples.kindNames.entries()) {
    const chosen = (_: number, i: number): boolean => samples.kinds[i] === index;
    await store.appendSamples(series, kind, samples.times.filter(chosen), samples.values.filter(chosen));
  }
}

function within({ times, values, kinds, kindNames }: Samples, { from, to }: Stretch): Samples {
  const inside = (_: number, i: number): boolean => (times[i] as number) >= from && (times[i] as number) < to;
  return { times: times.filter(inside), values: values.filter(inside), kinds: kinds.filter(inside), kindNames };
}

function parseState(bytes: Uint8Array | undefined): MirrorState {
  return bytes === undefined ? { series: {} } : (JSON.parse(new TextDecoder().decode(bytes)) as MirrorState);
}
