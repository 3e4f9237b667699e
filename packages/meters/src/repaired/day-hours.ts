import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';
import { hourMs } from '../repair/step-statistics.ts';

const none = new Float64Array(0);
/** No local day is longer than 26 hours but where the date line moved; what is longer keeps its first 26 hours. */
const mostHours = 26;

/** Amounts of a day's real hours. Keeps its working memory between days. */
export class DayHours {
  readonly #amounts = new Float64Array(mostHours);
  readonly #covered = new Float64Array(mostHours);

  /**
   * Amount of each real hour from `start` to `end` (UTC ms), by straight lines across known intervals; NaN where an hour is not covered by
   * them, empty where none is. `first` and `last` are the believed points to look at.
   */
  of({ times, amounts, flags }: RepairedSeries, first: number, last: number, start: number, end: number): Float64Array {
    const count = Math.min(mostHours, Math.ceil((end - start) / hourMs));
    this.#amounts.fill(0);
    this.#covered.fill(0);
    const until = Math.min(end, start + mostHours * hourMs);
    let any = false;
    for (let p = first; p < last; p++) {
      if (((flags[p] as number) & intervalFlags.known) === 0) continue;
      this.#spread(times[p] as number, times[p + 1] as number, amounts.at(p) as number, start, until);
      any = true;
    }
    if (!any) return none;
    const hours = new Float64Array(count);
    let complete = 0;
    for (let h = 0; h < count; h++) {
      const since = start + h * hourMs;
      const length = end - since < hourMs ? end - since : hourMs;
      const whole = (this.#covered[h] as number) >= length - 0.5;
      hours[h] = whole ? (this.#amounts[h] as number) : Number.NaN;
      if (whole) complete++;
    }
    return complete === 0 ? none : hours;
  }

  #spread(from: number, to: number, amount: number, start: number, end: number): void {
    const last = to < end ? to : end;
    let at = from > start ? from : start;
    while (at < last) {
      const hour = Math.floor((at - start) / hourMs);
      const next = start + (hour + 1) * hourMs;
      const until = next < last ? next : last;
      this.#amounts[hour] = (this.#amounts[hour] as number) + (amount * (until - at)) / (to - from);
      this.#covered[hour] = (this.#covered[hour] as number) + (until - at);
      at = until;
    }
  }
}
