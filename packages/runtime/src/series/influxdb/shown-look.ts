import type { AssetKey, PartitionScheme } from '@meterworks/assets';
import type { Clock } from '../../clock/clock.ts';
import { type InfluxConnection, latest } from './influx-connection.ts';
import type { Publication } from './publication-port.ts';
import { shownQuery } from './result-queries.ts';
import { collectShown, type ShownPoint } from './shown-points.ts';

/** Says what the bucket shows of an asset in [from, to), UTC ms; may tell of points outside as well. */
export interface ShownLook {
  pointsOf(asset: AssetKey, from: number, to: number): Promise<readonly ShownPoint[]>;
}

/** One look at the newest partitions of all assets of a scheme. */
interface Look {
  readonly at: number;
  readonly from: number;
  readonly points: Promise<readonly ShownPoint[]>;
  /** The same by the value of a tag: a hundred assets ask for theirs. */
  readonly byTag: Map<string, Promise<ReadonlyMap<string, readonly ShownPoint[]>>>;
}

/** The newest partitions of each scheme that are looked at together. */
const recentPartitions = 62;
/** How long a look counts. */
const shelfMs = 10_000;
/** How long after an asset was asked for, and so was about to change, no look counts for it: longer than any write with its retries. */
const restMs = 3_600_000;
/** So many are asked for one by one before it pays to look at all of them together. */
const oneByOne = 8;

/**
 * A new day changes all assets of a graph a little, and each wants to know what of it is shown: many small questions one after the
 * other are answered by one look at all of them. Nobody else writes points with our mark, so a look holds for an asset that was not asked
 * for lately.
 */
export function openShownLook(options: {
  readonly influx: InfluxConnection;
  readonly bucket: string;
  readonly publications: ReadonlyMap<AssetKey, Publication>;
  readonly mark: string;
  readonly clock: Clock;
}): ShownLook {
  const { influx, bucket, publications, mark, clock } = options;
  const looks = new Map<PartitionScheme, Look>();
  const askedAt = new Map<AssetKey, number>();
  let burst = { since: Number.NEGATIVE_INFINITY, count: 0 };

  const isBurst = (now: number): boolean => {
    if (!(now >= burst.since && now - burst.since < shelfMs)) burst = { since: now, count: 0 };
    return ++burst.count > oneByOne;
  };

  const lookAt = (scheme: PartitionScheme, now: number): Look => {
    const known = looks.get(scheme);
    if (known !== undefined && now >= known.at && now - known.at < shelfMs) return known;
    const places = new Map<string, Publication['measurements'][number]>();
    for (const { scheme: other, measurements } of publications.values())
      if (other === scheme) for (const place of measurements) places.set(place.name, place);
    const from = recentFrom(scheme, now);
    const query = shownQuery(bucket, { owner: {}, measurements: [...places.values()] }, from, latest);
    const look: Look = { at: now, from, points: influx.query(query, () => collectShown(mark)), byTag: new Map() };
    looks.set(scheme, look);
    look.points.catch(() => looks.delete(scheme));
    return look;
  };

  return {
    async pointsOf(asset, from, to) {
      const publication = publications.get(asset);
      if (publication === undefined) return [];
      const now = clock.now();
      const before = askedAt.get(asset) ?? Number.NEGATIVE_INFINITY;
      askedAt.set(asset, now);
      // Counted in any case, so that a burst is seen as one.
      const bursting = isBurst(now);
      const look =
        bursting && now - before > restMs && from >= recentFrom(publication.scheme, now)
          ? lookAt(publication.scheme, now)
          : undefined;
      if (look === undefined || from < look.from)
        return influx.query(shownQuery(bucket, publication, from, to), () => collectShown(mark));
      return ownedBy(look, publication.owner);
    },
  };
}

async function ownedBy(
  { points, byTag }: Look,
  owner: Readonly<Record<string, string>>,
): Promise<readonly ShownPoint[]> {
  const [first, ...others] = Object.entries(owner);
  if (first === undefined) return points;
  const [name, wanted] = first;
  const grouped = byTag.get(name) ?? points.then((all) => Map.groupBy(all, ({ tags }) => tags[name] ?? ''));
  byTag.set(name, grouped);
  const found = (await grouped).get(wanted) ?? [];
  return found.filter(({ tags }) => others.every(([tag, value]) => tags[tag] === value));
}

function recentFrom(scheme: PartitionScheme, now: number): number {
  return scheme.startOf(Math.max(scheme.startOrdinal, scheme.lastExisting(now) - recentPartitions));
}
