import { type HouseFault, misread, type RecordingFault } from './faults.ts';
import type { MeterRegister } from './meter-register.ts';
import { ReadingColumns } from './reading-columns.ts';

/** Instants in ms, [from, to). */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/**
 * Takes a meter's readings in order of time and writes them down with the faults of its recording. Must be told of every
 * reading since the meter was installed, those before the span too, so that a fault hits the same one whatever the span.
 */
export class Recorder {
  readonly #register: MeterRegister;
  readonly #faults: readonly RecordingFault[];
  readonly #span: Span;
  readonly #rows: ReadingColumns;
  readonly #found: HouseFault[] = [];
  readonly #spent = new Set<RecordingFault>();
  readonly #late: { time: number; value: number; until: number }[] = [];
  #previous: number;
  #lateTurn = false;

  constructor(register: MeterRegister, faults: readonly RecordingFault[], span: Span, capacity: number) {
    this.#register = register;
    this.#faults = faults;
    this.#span = span;
    this.#rows = new ReadingColumns(capacity);
    this.#previous = register.meter.initial;
    for (const { meterId, type, from, to, detail } of faults) {
      if (type === 'nan' || type === 'typo-high' || type === 'typo-low') continue;
      if (from < span.to && to > span.from)
        this.#found.push({ meterId, type, from, to: Math.min(to, span.to), detail });
    }
  }

  /** Gives the value as written down, or undefined where the reading got lost. */
  read(time: number): number | undefined {
    const right = this.#register.readAt(time);
    if (this.#late.length > 0) this.#flushLate(time);
    if (this.#faults.length === 0) {
      this.#write(time, right);
      this.#previous = right;
      return right;
    }
    let value = right;
    let copies = 1;
    let late = 0;
    for (const fault of this.#faults) {
      const inside = time >= fault.from && time < fault.to;
      switch (fault.type) {
        case 'gap':
        case 'silent':
          if (inside) return undefined;
          break;
        case 'stale-hold':
          if (inside) value = this.#register.readAt(fault.from);
          break;
        case 'duplicate':
          if (inside) copies = 2;
          break;
        case 'out-of-order':
          if (inside) late = fault.to;
          break;
        case 'nan':
          if (this.#hitsOnce(fault, time)) value = this.#noted(fault, 'nan', time, Number.NaN, right);
          break;
        case 'typo-high':
        case 'typo-low':
          if (this.#hitsOnce(fault, time)) {
            const direction = fault.type === 'typo-high' ? 'high' : 'low';
            const wrong = misread(right, this.#previous, direction, this.#register.meter.decimals);
            value = this.#noted(fault, 'typo', time, wrong, right);
          }
          break;
      }
    }
    this.#previous = right;
    if (late > 0) this.#lateTurn = !this.#lateTurn;
    if (late > 0 && this.#lateTurn) this.#late.push({ time, value, until: late });
    else for (let copy = 0; copy < copies; copy++) this.#write(time, value);
    return value;
  }

  /** Writes a value down again at a later time, as a home automation does when it restarts. */
  repeat(time: number, value: number, detail: string): void {
    this.#write(time, value);
    this.#note({ meterId: this.#register.meter.meterId, type: 'repeat', from: time, to: time, detail });
  }

  finish(): { times: Float64Array; values: Float64Array; faults: readonly HouseFault[] } {
    this.#flushLate(Number.POSITIVE_INFINITY);
    return { times: this.#rows.times(), values: this.#rows.values(), faults: this.#found };
  }

  #hitsOnce(fault: RecordingFault, time: number): boolean {
    if (time < fault.from || this.#spent.has(fault)) return false;
    this.#spent.add(fault);
    return true;
  }

  #noted(fault: RecordingFault, type: 'nan' | 'typo', time: number, wrong: number, right: number): number {
    const detail = `${fault.detail}: ${wrong} for ${right}`;
    this.#note({ meterId: fault.meterId, type, from: time, to: time, detail });
    return wrong;
  }

  #note(fault: HouseFault): void {
    if (fault.from >= this.#span.from && fault.from < this.#span.to) this.#found.push(fault);
  }

  #write(time: number, value: number): void {
    if (time >= this.#span.from && time < this.#span.to) this.#rows.push(time, value);
  }

  #flushLate(time: number): void {
    while (this.#late[0] !== undefined && this.#late[0].until <= time) {
      const row = this.#late.shift();
      if (row !== undefined) this.#write(row.time, row.value);
    }
  }
}
