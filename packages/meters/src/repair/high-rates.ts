import { type Columns, rateOf } from './step-statistics.ts';

/** Of so many of the highest rates the lowest one counts. */
const counting = 3;

/** What `HighRates` found, as it is kept for later. */
export interface FoundRates {
  readonly limit: number;
  /** The highest rate of any sound step. */
  readonly most: number;
  readonly count: number;
  readonly highest: readonly number[];
  readonly amount: number;
  readonly adjacent: boolean;
  /** The last reading looked at was reached by such a step. */
  readonly open: boolean;
}

/**
 * Sound steps above a limit that nearly all others keep. A rare load (a car charged once a week on a meter that otherwise counts standby) exceeds
 * that regularly: if at least three steps, or two in a row, exceed the limit and carry a fifth of the whole amount, they are the meter's habit,
 * and what is plausible is thrice the third-highest of them.
 */
export class HighRates {
  /** Amount per hour. */
  readonly limit: number;
  #most: number;
  /** Of the highest ones, descending. */
  readonly #highest: number[];
  #count: number;
  #amount: number;
  #adjacent: boolean;
  #open: boolean;

  /** @param found what another one found that holds for the limit (`holdsFor`): to go on from there */
  constructor(limit: number, found?: FoundRates) {
    this.limit = limit;
    this.#most = found?.most ?? 0;
    this.#highest = [...(found?.highest ?? [])];
    this.#count = found?.count ?? 0;
    this.#amount = found?.amount ?? 0;
    this.#adjacent = found?.adjacent ?? false;
    this.#open = found?.open ?? false;
  }

  /** Looks at the steps to readings number `from` (at least 1) to before `to`. */
  add({ times, registers }: Columns, sound: (i: number) => boolean, from: number, to: number): void {
    for (let i = from; i < to; i++) {
      const step = (registers[i] as number) - (registers[i - 1] as number);
      const rate = step > 0 ? rateOf(step, (times[i] as number) - (times[i - 1] as number)) : 0;
      const higher = (rate > this.limit || rate > this.#most) && sound(i);
      if (higher && rate > this.#most) this.#most = rate;
      const high = higher && rate > this.limit;
      if (high) {
        this.#adjacent ||= this.#open;
        this.#count++;
        this.#amount += step;
        this.#keep(rate);
      }
      this.#open = high;
    }
  }

  #keep(rate: number): void {
    const place = this.#highest.findIndex((other) => other < rate);
    this.#highest.splice(place < 0 ? this.#highest.length : place, 0, rate);
    if (this.#highest.length > counting) this.#highest.pop();
  }

  /** Highest plausible rate per hour, of a meter that moved so much in all. */
  plausible(total: number): number {
    const habit = (this.#count >= 3 || (this.#count === 2 && this.#adjacent)) && this.#amount >= total / 5;
    return habit ? 3 * (this.#highest.at(-1) as number) : this.limit;
  }

  found(): FoundRates {
    return {
      limit: this.limit,
      most: this.#most,
      count: this.#count,
      highest: [...this.#highest],
      amount: this.#amount,
      adjacent: this.#adjacent,
      open: this.#open,
    };
  }
}

/** Whether what was found holds for a limit, too: it is the same one, or nothing was found above either. */
export function holdsFor(found: FoundRates, limit: number): boolean {
  return found.limit === limit || (found.count === 0 && found.most <= limit);
}
