import type { RepairedSeries } from '../repair/index.ts';

/** Believed points in the making. */
export class PointRows {
  readonly #times: number[] = [];
  readonly #registers: number[] = [];
  readonly #amounts: number[] = [];
  readonly #flags: number[] = [];

  /** `amount` and `flag` are those of the interval that ends here; of no account for the first point. */
  push(time: number, register: number, amount: number, flag: number): void {
    this.#times.push(time);
    this.#registers.push(register);
    const before = this.#times.length - 2;
    if (before < 0) return;
    this.#amounts[before] = amount;
    this.#flags[before] = flag;
  }

  columns(): Pick<RepairedSeries, 'times' | 'registers' | 'amounts' | 'flags'> {
    const count = this.#times.length;
    const amounts = new Float64Array(count);
    const flags = new Uint8Array(count);
    amounts.set(this.#amounts);
    flags.set(this.#flags);
    return {
      times: Float64Array.from(this.#times),
      registers: Float64Array.from(this.#registers),
      amounts,
      flags,
    };
  }
}
