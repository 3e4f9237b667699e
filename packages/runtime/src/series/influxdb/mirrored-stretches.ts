/** A stretch of time [from, to), UTC ms. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** What of one series lies in the mirror, and which parts of that are to be fetched anew. */
export interface Mirrored extends Stretch {
  readonly stale: readonly Stretch[];
}

/** What has to be fetched so that the mirror holds one stretch without a gap, and nothing stale in the part that is asked for. */
export function missingParts(mirrored: Mirrored | undefined, asked: Stretch): Stretch[] {
  if (mirrored === undefined) return [asked];
  const parts: Stretch[] = mirrored.stale.filter((part) => part.from < asked.to && part.to > asked.from);
  if (asked.from < mirrored.from) parts.push({ from: asked.from, to: mirrored.from });
  if (asked.to > mirrored.to) parts.push({ from: mirrored.to, to: asked.to });
  return parts;
}

/** From the first beginning to the last end. */
export function hullOf(parts: readonly Stretch[]): Stretch {
  return { from: Math.min(...parts.map(({ from }) => from)), to: Math.max(...parts.map(({ to }) => to)) };
}
