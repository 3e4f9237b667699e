import type { AssetKey, OrdinalRange } from '@meterworks/assets';
import type { Clock } from '../../clock/clock.ts';
import type { Publisher } from '../publishing-series-store.ts';
import type { SeriesStore, ValueEntry } from '../series-store.ts';
import { ForeignPointsError, foreignAccepted, foreignMeasurements, shownAs } from './foreign-points.ts';
import { earliest, type InfluxConnection, latest } from './influx-connection.ts';
import { pointLines } from './line-protocol.ts';
import type { Publication, PublishedStretch } from './publication-port.ts';
import { shownQuery } from './result-queries.ts';
import { openShownLook } from './shown-look.ts';
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

type ShownForms = Readonly<Record<string, string>>;

/**
 * Shows values in a bucket. Written first, then what is obsolete is deleted: by what the bucket holds, not by what was believed to be
 * there, so that nothing stays behind after a crash either.
 */
export function openInfluxPublisher(options: InfluxPublisherOptions): Publisher {
  const { influx, bucket, publications, mark, clock } = options;
  let prepared: Promise<void> | undefined;

  const look = openShownLook(options);
  const show = async (
    asset: AssetKey,
    publication: Publication,
    stretches: readonly PublishedStretch[],
  ): Promise<void> => {
    const from = Math.min(...stretches.map((stretch) => stretch.from));
    const to = Math.max(...stretches.map((stretch) => stretch.to));
    const shown = await look.pointsOf(asset, from, to);
    await influx.write(
      bucket,
      stretches.flatMap(({ measurement, points }) => pointLines(measurement, points)),
    );
    for (const stretch of stretches) {
      for (const range of obsoleteRanges(stretch, shown, mark)) {
        await influx.delete(bucket, range.from, range.to, {
          _measurement: range.measurement,
          ...publication.owner,
          [mark]: range.mark,
        });
        await influx.write(bucket, pointLines(range.measurement, range.again));
      }
    }
  };

  const showChanged: Publisher['publish'] = async (asset, entries, saved) => {
    const publication = publications.get(asset);
    if (publication === undefined || entries.length === 0) return;
    const changed = new Map(entries.map(({ ordinal, bytes }) => [ordinal, bytes]));
    for (const run of runsOf(entries)) {
      const reach = publication.reach(run);
      const stored = await saved.loadValues(asset, reach.from, reach.to);
      const bytesAt = (ordinal: number): Uint8Array | undefined =>
        changed.has(ordinal) ? changed.get(ordinal) : stored[ordinal - reach.from];
      await show(asset, publication, publication.stretches(run, bytesAt));
    }
  };

  const prepare = async (saved: SeriesStore): Promise<void> => {
    await influx.probeWrite(bucket);
    const measurements = [...publications.values()].flatMap((one) => one.measurements.map(({ name }) => name));
    if (!(await foreignAccepted(saved, influx, bucket))) {
      const foreign = await foreignMeasurements(influx, bucket, [...new Set(measurements)], mark);
      if (foreign.length > 0) throw new ForeignPointsError(influx.server, bucket, foreign, mark);
    }
    const [recorded] = await saved.loadValues(shownAs, 0, 0);
    const before = recorded === undefined ? {} : (JSON.parse(new TextDecoder().decode(recorded)) as ShownForms);
    const now: Record<string, string> = {};
    for (const [asset, { scheme, form }] of publications) {
      now[asset] = `${influx.server} ${bucket} ${form}`;
      if (before[asset] === now[asset]) continue;
      const { startOrdinal } = scheme;
      const values = await saved.loadValues(asset, startOrdinal, scheme.lastExisting(clock.now()));
      const entries = values.map((bytes, i) => ({ ordinal: startOrdinal + i, bytes }));
      if (values.some((bytes) => bytes !== undefined)) await showChanged(asset, entries, saved);
    }
    const forms = { ...before, ...now };
    if (JSON.stringify(forms) === JSON.stringify(before)) return;
    await saved.saveValues(shownAs, [{ ordinal: 0, bytes: new TextEncoder().encode(JSON.stringify(forms)) }]);
  };

  const prepareOnce: Publisher['prepare'] = (saved) => {
    prepared ??= prepare(saved).catch((error: unknown) => {
      prepared = undefined;
      throw error;
    });
    return prepared;
  };

  return {
    async publish(asset, entries, saved) {
      if (publications.has(asset)) await prepareOnce(saved);
      await showChanged(asset, entries, saved);
    },
    async withdraw(asset) {
      const publication = publications.get(asset);
      if (publication === undefined) return;
      const { owner, measurements } = publication;
      const shown = await influx.query(shownQuery(bucket, publication, earliest, latest), () => collectShown(mark));
      for (const value of new Set(shown.map(({ tags }) => tags[mark] ?? '')))
        for (const { name } of measurements)
          await influx.delete(bucket, earliest, latest, { _measurement: name, ...owner, [mark]: value });
    },
    prepare: prepareOnce,
  };
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
