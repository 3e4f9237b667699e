import { dayMs, type Zone } from '@meterworks/assets';

/** A time of the hour that clocks show twice. */
interface DoubledTime {
  /** Of its reading; undefined where its row has none, and only tells the order. */
  readonly place: number | undefined;
  /** Local days since 1970: which change of the clocks it is. */
  readonly day: number;
  readonly first: number;
  readonly second: number;
}

/**
 * Instants of the wall-clock times of one file, in the order of its rows.
 *
 * The hour that clocks show twice is told apart by the order of rows: times count through the first pass (summer time) until
 * one does not lie after the row before it within that hour; from there on they are the second pass. A file whose newest row
 * is on top is walked from its end.
 */
export class LocalTimes {
  readonly #zone: Zone;
  readonly #doubled: DoubledTime[] = [];
  #firstWallTime: number | undefined;
  #lastWallTime = Number.NaN;

  constructor(zone: Zone) {
    this.#zone = zone;
  }

  /**
   * The instant (UTC ms) of a wall-clock time (ms since 1970-01-01T00:00 on the clock), that of the first pass where there are
   * two; NaN where the clocks skipped it. `place` is where its reading goes, if its row has one.
   */
  read(wallTime: number, place: number | undefined): number {
    this.#firstWallTime ??= wallTime;
    this.#lastWallTime = wallTime;
    const [first, second] = this.#zone.localToInstants(1970, 1, 1, 0, 0, 0, wallTime);
    if (first === undefined) return Number.NaN;
    if (second !== undefined) this.#doubled.push({ place, day: Math.floor(wallTime / dayMs), first, second });
    return first;
  }

  /** Puts the second pass in for the first, where the rows say so. */
  tellPassesApart(times: Float64Array): void {
    const descending = (this.#firstWallTime ?? 0) > this.#lastWallTime;
    /** The latest instant given out, per hour that is shown twice. */
    const latest = new Map<number, number>();
    for (const { place, day, first, second } of descending ? this.#doubled.toReversed() : this.#doubled) {
      const before = latest.get(day);
      const instant = before === undefined || first > before ? first : second;
      latest.set(day, before === undefined ? instant : Math.max(before, instant));
      if (place !== undefined) times[place] = instant;
    }
  }
}
