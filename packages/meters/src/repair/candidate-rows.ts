import type { RepairEvent } from '../values/repaired-day.ts';

/** Where a candidate came from. A declared one is never dropped. */
export const candidateKinds = { read: 0, accepted: 1, declared: 2 } as const;

/** What the path is chosen from: readings that are numbers, and the declared registers, ascending in time, then in register. */
export interface Candidates {
  readonly times: Float64Array;
  /** Register on arrival: at a declared exchange the old meter's, NaN if nobody noted it. */
  readonly registers: Float64Array;
  /** One of `candidateKinds` each. */
  readonly kinds: Uint8Array;
  /** At declared exchanges: the new meter's register by candidate number, NaN if nobody noted it. */
  readonly departures: ReadonlyMap<number, number>;
  /** Findings on readings that are no candidates at all. */
  readonly events: RepairEvent[];
  /** Instants, ascending, that the register passed in no unlikely way: the user has said so. */
  readonly barred: readonly number[];
}

/** A declared register; `departure` where another meter's register goes on from here. NaN for what nobody noted. */
export interface DeclaredRow {
  readonly time: number;
  readonly register: number;
  readonly departure?: number;
}

/** Collects candidates in columns, in order of time. */
export class CandidateRows {
  readonly departures = new Map<number, number>();
  count = 0;
  #times: Float64Array;
  #registers: Float64Array;
  #kinds: Uint8Array;
  #accepted = 0;

  constructor(capacity: number) {
    this.#times = new Float64Array(capacity);
    this.#registers = new Float64Array(capacity);
    this.#kinds = new Uint8Array(capacity);
  }

  push(time: number, register: number, kind: number): void {
    this.#times[this.count] = time;
    this.#registers[this.count] = register;
    this.#kinds[this.count] = kind;
    this.count++;
    if (kind === candidateKinds.accepted) this.#accepted++;
  }

  declare({ time, register, departure }: DeclaredRow): void {
    if (departure !== undefined) this.departures.set(this.count, departure);
    this.push(time, register, candidateKinds.declared);
  }

  /** NaN where there is none yet. */
  get lastTime(): number {
    return this.count === 0 ? Number.NaN : (this.#times[this.count - 1] as number);
  }

  get lastRegister(): number {
    return this.count === 0 ? Number.NaN : (this.#registers[this.count - 1] as number);
  }

  get lastKind(): number {
    return this.count === 0 ? candidateKinds.read : (this.#kinds[this.count - 1] as number);
  }

  /** Where the user accepted one of several readings of an instant, the others are out; of several accepted ones the first stays. */
  removeRivals(events: RepairEvent[]): void {
    if (this.#accepted === 0) return;
    const winners = new Map<number, { readonly index: number; readonly register: number }>();
    for (let i = 0; i < this.count; i++) {
      const time = this.#times[i] as number;
      if (this.#kinds[i] !== candidateKinds.accepted || winners.has(time)) continue;
      winners.set(time, { index: i, register: this.#registers[i] as number });
    }
    const { departures } = this;
    const columns = [this.#times, this.#registers, this.#kinds] as const;
    const all = this.count;
    const departed = new Map(departures);
    departures.clear();
    this.count = 0;
    for (let i = 0; i < all; i++) {
      const time = columns[0][i] as number;
      const register = columns[1][i] as number;
      const winner = winners.get(time);
      if (winner !== undefined && winner.index !== i) {
        events.push(single('conflict', time, winner.register, register));
        continue;
      }
      const departure = departed.get(i);
      if (departure !== undefined) departures.set(this.count, departure);
      this.push(time, register, columns[2][i] as number);
    }
  }

  columns(): Omit<Candidates, 'events' | 'barred'> {
    const end = this.count;
    return {
      times: this.#times.subarray(0, end),
      registers: this.#registers.subarray(0, end),
      kinds: this.#kinds.subarray(0, end),
      departures: this.departures,
    };
  }
}

/** The event of one reading that is no candidate. */
export function single(type: RepairEvent['type'], time: number, from: number, to: number): RepairEvent {
  return { type, time, until: time, from, to, dropped: 1, amount: 0, proposed: false };
}
