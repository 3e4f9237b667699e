import { assetKey } from '@meterworks/assets';
import type { Samples, SeriesChanges, SeriesStore } from '../series-store.ts';
import { latest } from './influx-connection.ts';
import { windows } from './window-hashes.ts';

/** A stretch of time [from, to), UTC ms. */
interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What of one series lies in the mirror, and which parts of that are to be fetched anew. */
interface Mirrored extends Stretch {
  readonly stale: readonly Stretch[];
}

interface MirrorState {
  /** Up to which observation `stale` is complete. */
  readonly cursor?: string;
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
  read(series: string, from: number, to: number): Promise<Samples>;
  close(): Promise<void>;
}

/** What the mirror asks of the server. */
export interface MirroredServer {
  fetch(series: string, from: number, to: number): Promise<Samples>;
  /** About how many samples there are, by the start of each UTC month that has some, ascending. */
  counts(series: string, from: number, to: number): Promise<readonly (readonly [start: number, count: number])[]>;
}

const stateKey = assetKey('mirror#state');
/** A stretch up to this long is fetched at once. */
const shortMs = 62 * 86_400_000;
/** A longer one in pieces with about this many samples: while they arrive they take some hundred bytes each. */
const samplesAtOnce = 50_000;

/** @param store an embedded store of the mirror's own */
export function openSampleMirror(store: SeriesStore, server: MirroredServer): SampleMirror {
  /** What the file says; read once, then changed here and there at the same time. */
  let current: MirrorState = { series: {} };
  let loading: Promise<void> | undefined;
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
      if (cursor !== current.cursor || changed.length > 0) await save({ cursor, series });
    },
    async read(series, from, to) {
      await load();
      const mirrored = current.series[series];
      const missing = missingParts(mirrored, { from, to });
      for (const part of missing) {
        for (const piece of await piecesOf(server, series, part)) {
          const samples = await server.fetch(series, piece.from, piece.to);
          // What is no number cannot be kept here.
          if (samples.values.some(Number.isNaN)) return server.fetch(series, from, to);
          await store.deleteSamples(series, piece.from, piece.to);
          await append(store, series, samples);
        }
      }
      // Marked last: a crash in between fetches once more.
      if (missing.length > 0) {
        const stale = (current.series[series]?.stale ?? []).filter((part) => !missing.includes(part));
        const now = { ...hull(current.series[series], { from, to }), stale };
        await save({ ...current, series: { ...current.series, [series]: now } });
      }
      return store.readSamples(series, from, to);
    },
    close: () => store.close(),
  };
}

/** What has to be fetched so that the mirror holds one stretch without a gap, and nothing stale in the part that is asked for. */
function missingParts(mirrored: Mirrored | undefined, asked: Stretch): Stretch[] {
  if (mirrored === undefined) return [asked];
  const parts: Stretch[] = mirrored.stale.filter((part) => part.from < asked.to && part.to > asked.from);
  if (asked.from < mirrored.from) parts.push({ from: asked.from, to: mirrored.from });
  if (asked.to > mirrored.to) parts.push({ from: mirrored.to, to: asked.to });
  return parts;
}

/** The same stretch in pieces that lie end to end: cut where months begin, and evenly inside a month that holds very many. */
async function piecesOf(server: MirroredServer, series: string, stretch: Stretch): Promise<Stretch[]> {
  if (stretch.to - stretch.from <= shortMs) return [stretch];
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

function hull(a: Stretch | undefined, b: Stretch): Stretch {
  return { from: Math.min(a?.from ?? b.from, b.from), to: Math.max(a?.to ?? b.to, b.to) };
}

async function append(store: SeriesStore, series: string, samples: Samples): Promise<void> {
  for (const [index, kind] of samples.kindNames.entries()) {
    const chosen = (_: number, i: number): boolean => samples.kinds[i] === index;
    await store.appendSamples(series, kind, samples.times.filter(chosen), samples.values.filter(chosen));
  }
}

function parseState(bytes: Uint8Array | undefined): MirrorState {
  return bytes === undefined ? { series: {} } : (JSON.parse(new TextDecoder().decode(bytes)) as MirrorState);
}
