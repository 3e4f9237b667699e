import {
  type AssetKey,
  ByteWriter,
  type Hash64,
  hashBytes,
  hashHigh,
  hashLow,
  type ObservedAsset,
  type OrdinalRange,
  type Source,
  type Zone,
} from '@meterworks/assets';
import type { SamplesPort } from './samples-port.ts';

/** One day's samples of one series; `kinds` are places in `kindNames`. */
export interface DaySamples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly kinds: Uint8Array;
  readonly kindNames: readonly string[];
}

/** How far the store was looked at, in which zone, and which series held samples of a time still to come. */
interface Cursor {
  readonly zone: string;
  readonly store: string;
  readonly later: readonly string[];
}

/**
 * Observes raw series as daily external assets. A day's fingerprint covers the samples inside it only, so that a sample that comes
 * late changes its own day and nothing else. Samples of the future wait until their time has come.
 */
export function samplesSource<V>(spec: {
  readonly name: string;
  readonly samples: SamplesPort;
  readonly zone: Zone;
  /** External asset → name of its raw series. */
  readonly series: ReadonlyMap<AssetKey, string>;
  readonly dayValueOf: (day: DaySamples, series: string) => V;
  /** A sentence on what came in: given the newest sample of the change. */
  readonly describe: (series: string, time: number, value: number, count: number) => string;
}): Source {
  const { samples, zone } = spec;
  const assetOf = new Map([...spec.series].map(([asset, series]) => [series, asset]));

  const observeSeries = async (asset: AssetKey, series: string, from: number, to: number, asOf: number) => {
    const firstDay = zone.dayOf(from);
    const lastDay = zone.dayOf(Math.min(to, asOf));
    const stored = await samples.readSamples(series, zone.dayStart(firstDay), zone.dayStart(lastDay + 1));
    const known =
      stored.times.length > 0 && (stored.times.at(-1) as number) > asOf
        ? countUntil(stored.times, asOf)
        : stored.times.length;
    const fingerprints = new Map<number, Hash64>();
    const fingerprintOf = fingerprintsOf(stored);
    for (const { day, start, end } of daysOf(stored.times, known, zone))
      fingerprints.set(day, fingerprintOf(start, end));
    const observed: ObservedAsset = {
      asset,
      complete: false,
      partitions: Array.from({ length: lastDay - firstDay + 1 }, (_, i) => ({
        ordinal: firstDay + i,
        fingerprint: fingerprints.get(firstDay + i),
      })),
      ...(known === 0
        ? {}
        : {
            detail: spec.describe(series, stored.times[known - 1] as number, stored.values[known - 1] as number, known),
          }),
    };
    letGo(stored);
    return { observed, later: to > asOf };
  };

  return {
    name: spec.name,
    assets: [...spec.series.keys()],
    async observe(text, { asOf, signal }) {
      const before = parseCursor(text, zone);
      const seen = await samples.changedSince(before?.store);
      const touched = new Map(seen.changed.map((change) => [change.series, change]));
      for (const series of before?.later ?? [])
        touched.set(series, { series, from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY });
      const assets: ObservedAsset[] = [];
      const later: string[] = [];
      for (const change of touched.values()) {
        signal.throwIfAborted();
        const asset = assetOf.get(change.series);
        if (asset === undefined) continue;
        const range = Number.isFinite(change.from) ? change : await wholeRange(samples, change.series);
        if (range === undefined) continue;
        const one = await observeSeries(asset, change.series, range.from, range.to, asOf);
        assets.push(one.observed);
        if (one.later) later.push(change.series);
      }
      const cursor: Cursor = { zone: zone.name, store: seen.cursor, later };
      return { assets, cursor: JSON.stringify(cursor), ...(seen.more && { more: true }) };
    },
    async load(asset, span) {
      const series = spec.series.get(asset);
      if (series === undefined) throw new RangeError(`${spec.name} does not observe ${asset}`);
      return loadDays(samples, series, zone, span, spec.dayValueOf);
    },
  };
}

async function loadDays<V>(
  samples: SamplesPort,
  series: string,
  zone: Zone,
  span: OrdinalRange,
  dayValueOf: (day: DaySamples, series: string) => V,
): Promise<(V | undefined)[]> {
  const { times, values, kinds, kindNames } = await samples.readSamples(
    series,
    zone.dayStart(span.from),
    zone.dayStart(span.to + 1),
  );
  const days = new Array<V | undefined>(span.to - span.from + 1).fill(undefined);
  for (const { day, start, end } of daysOf(times, times.length, zone)) {
    const columns = { times: times.subarray(start, end), values: values.subarray(start, end) };
    days[day - span.from] = dayValueOf({ ...columns, kinds: kinds.subarray(start, end), kindNames }, series);
  }
  return days;
}

/** The stretches of ascending times that lie in one local day each. */
function* daysOf(
  times: Float64Array,
  length: number,
  zone: Zone,
): Iterable<{ day: number; start: number; end: number }> {
  let start = 0;
  while (start < length) {
    const day = zone.dayOf(times[start] as number);
    const next = zone.dayStart(day + 1);
    let end = start + 1;
    while (end < length && (times[end] as number) < next) end++;
    yield { day, start, end };
    start = end;
  }
}

/** Gives memory back at once: what is observed may be millions of samples, and the next step loads them once more. */
function letGo({ times, values, kinds }: DaySamples): void {
  for (const { buffer } of [times, values, kinds]) if (buffer instanceof ArrayBuffer) buffer.transfer(0);
}

const scratch = new ByteWriter();

/**
 * Of the samples from number `start` to before `end`: count, sum, least, greatest, first and last with their times, and the kinds: cheap to
 * ask of a store, and enough to tell days apart.
 */
function fingerprintsOf({ times, values, kinds, kindNames }: DaySamples): (start: number, end: number) => Hash64 {
  const byName = kindNames.map((name, kind) => ({ name, kind })).sort((a, b) => (a.name < b.name ? -1 : 1));
  const counts = new Uint32Array(kindNames.length);
  return (start, end) => {
    let sum = 0;
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    counts.fill(0);
    for (let i = start; i < end; i++) {
      const value = values[i] as number;
      sum += value;
      least = Math.min(least, value);
      greatest = Math.max(greatest, value);
      const kind = kinds[i] as number;
      counts[kind] = (counts[kind] as number) + 1;
    }
    scratch.reset();
    scratch.float64(end - start);
    scratch.float64(sum);
    scratch.float64(least);
    scratch.float64(greatest);
    for (const i of [start, end - 1]) {
      scratch.float64(times[i] as number);
      scratch.float64(values[i] as number);
    }
    for (const { name, kind } of byName) {
      const count = counts[kind] as number;
      if (count === 0) continue;
      scratch.text(name);
      scratch.uint32(count);
    }
    hashBytes(scratch.written());
    return { high: hashHigh(), low: hashLow() };
  };
}

async function wholeRange(samples: SamplesPort, series: string): Promise<{ from: number; to: number } | undefined> {
  const { times } = await samples.readSamples(series);
  return times.length === 0 ? undefined : { from: times[0] as number, to: times.at(-1) as number };
}

function countUntil(times: Float64Array, asOf: number): number {
  let count = times.length;
  while (count > 0 && (times[count - 1] as number) > asOf) count--;
  return count;
}

/** A cursor of another zone counts for nothing: all days are others. */
function parseCursor(text: string | undefined, zone: Zone): Cursor | undefined {
  if (text === undefined) return undefined;
  const cursor = JSON.parse(text) as Cursor;
  return cursor.zone === zone.name ? cursor : undefined;
}
