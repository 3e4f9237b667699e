import { type AssetKey, assetKey, type OrdinalRange } from '@meterworks/assets';
import type { Clock } from '../../clock/clock.ts';
import type { Publisher } from '../publishing-series-store.ts';
import type { SeriesStore, ValueEntry } from '../series-store.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { InfluxError } from './influx-error.ts';
import { lineFields, lineStart } from './line-protocol.ts';
import type { Publication, PublishedPoint, PublishedStretch } from './publication-port.ts';
import { shownQuery, unmarkedQuery } from './result-queries.ts';
import { collectShown, obsoleteRanges } from './shown-points.ts';

export interface InfluxPublisherOptions {
  readonly influx: InfluxConnection;
  readonly bucket: string;
  /** What is shown, by asset; others are not. */
  readonly publications: ReadonlyMap<AssetKey, Publication>;
  /** The tag that all our points have: points without it are somebody else's, and no others are written beside them. */
  readonly mark: string;
  readonly clock: Clock;
}

/** Changes closer together than this are shown in one go. */
const nearbyPartitions = 62;

/** Where a store remembers how and in which bucket the values of each asset were shown. */
const shownAs = assetKey('publication#shown');
type ShownForms = Readonly<Record<string, string>>;

/**
 * Shows values in a bucket. Written first, then what is obsolete is deleted: by what the bucket holds, not by what was believed to be
 * there, so that nothing stays behind after a crash either.
 */
export function openInfluxPublisher(options: InfluxPublisherOptions): Publisher {
  const { influx, bucket, publications, mark, clock } = options;
  let prepared: Promise<void> | undefined;

  const show = async (publication: Publication, stretches: readonly PublishedStretch[]): Promise<void> => {
    const from = Math.min(...stretches.map((stretch) => stretch.from));
    const to = Math.max(...stretches.map((stretch) => stretch.to));
    const shown = await influx.query(shownQuery(bucket, publication, from, to), () => collectShown(mark));
    await influx.write(
      bucket,
      stretches.flatMap(({ measurement, points }) => linesOf(measurement, points)),
    );
    for (const stretch of stretches) {
      for (const range of obsoleteRanges(stretch, shown)) {
        await influx.delete(bucket, range.from, range.to, { _measurement: range.measurement, ...publication.owner });
        await influx.write(bucket, linesOf(range.measurement, range.again));
      }
    }
  };

  const publish: Publisher['publish'] = async (asset, entries, saved) => {
    const publication = publications.get(asset);
    if (publication === undefined || entries.length === 0) return;
    const changed = new Map(entries.map(({ ordinal, bytes }) => [ordinal, bytes]));
    for (const run of runsOf(entries)) {
      const reach = publication.reach(run);
      const stored = await saved.loadValues(asset, reach.from, reach.to);
      const bytesAt = (ordinal: number): Uint8Array | undefined =>
        changed.has(ordinal) ? changed.get(ordinal) : stored[ordinal - reach.from];
      await show(publication, publication.stretches(run, bytesAt));
    }
  };

  const prepare = async (saved: SeriesStore): Promise<void> => {
    await influx.probeWrite(bucket);
    const measurements = [...publications.values()].flatMap((one) => one.measurements.map(({ name }) => name));
    const foreign = await foreignMeasurements(influx, bucket, [...new Set(measurements)], mark);
    if (foreign.length > 0) throw new ForeignPointsError(influx.server, bucket, foreign, mark);
    const [recorded] = await saved.loadValues(shownAs, 0, 0);
    const before = recorded === undefined ? {} : (JSON.parse(new TextDecoder().decode(recorded)) as ShownForms);
    const now: Record<string, string> = {};
    for (const [asset, { scheme, form }] of publications) {
      now[asset] = `${influx.server} ${bucket} ${form}`;
      if (before[asset] === now[asset]) continue;
      const { startOrdinal } = scheme;
      const values = await saved.loadValues(asset, startOrdinal, scheme.lastExisting(clock.now()));
      const entries = values.map((bytes, i) => ({ ordinal: startOrdinal + i, bytes }));
      if (values.some((bytes) => bytes !== undefined)) await publish(asset, entries, saved);
    }
    const forms = { ...before, ...now };
    if (JSON.stringify(forms) === JSON.stringify(before)) return;
    await saved.saveValues(shownAs, [{ ordinal: 0, bytes: new TextEncoder().encode(JSON.stringify(forms)) }]);
  };

  return {
    publish,
    async withdraw(asset) {
      const publication = publications.get(asset);
      for (const { name } of publication?.measurements ?? [])
        await influx.delete(bucket, earliest, latest, { _measurement: name, ...publication?.owner });
    },
    prepare(saved) {
      prepared ??= prepare(saved).catch((error: unknown) => {
        prepared = undefined;
        throw error;
      });
      return prepared;
    },
  };
}

/** Those of the measurements that hold points of somebody else: beside ours, queries would give two lines for one thing. */
export async function foreignMeasurements(
  influx: InfluxConnection,
  bucket: string,
  measurements: readonly string[],
  mark: string,
): Promise<string[]> {
  const found = await influx.query(unmarkedQuery(bucket, measurements, mark), () => {
    const names = new Set<string>();
    return {
      row(row, table) {
        names.add(row[table.columns.findIndex(({ label }) => label === '_measurement')] ?? '');
      },
      result: () => names,
    };
  });
  return [...found].sort();
}

/** A bucket holds points in our measurements that are not ours. */
export class ForeignPointsError extends InfluxError {
  readonly bucket: string;
  readonly measurements: readonly string[];
  constructor(server: string, bucket: string, measurements: readonly string[], mark: string) {
    super(
      'foreign',
      server,
      `${measurements.join(', ')} without the tag "${mark}" come from another system. Results beside them would be counted twice: ` +
        'delete them, or name another bucket for the results',
      bucket,
    );
    this.bucket = bucket;
    this.measurements = measurements;
  }
}

function linesOf(measurement: string, points: readonly PublishedPoint[]): string[] {
  return points.flatMap(({ time, tags, fields }) => {
    const text = lineFields(fields);
    return text === undefined ? [] : [`${lineStart(measurement, tags)} ${text} ${time}`];
  });
}

/** Stretches of partitions that were changed, those between near ones included. */
function runsOf(entries: readonly ValueEntry[]): OrdinalRange[] {
  const runs: { from: number; to: number }[] = [];
  for (const ordinal of entries.map((entry) => entry.ordinal).sort((a, b) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && ordinal - last.to <= nearbyPartitions) last.to = ordinal;
    else runs.push({ from: ordinal, to: ordinal });
  }
  return runs;
}
