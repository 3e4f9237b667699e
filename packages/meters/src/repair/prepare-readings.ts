import type { RepairEvent } from '../values/repaired-day.ts';
import type { Readings, RepairRules } from './repair-rules.ts';

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
}

interface Row {
  readonly time: number;
  readonly register: number;
  readonly kind: number;
  readonly departure?: number;
}

/** Sorts, removes what is no register of this meter, merges equal readings and adds the declared ones. */
export function prepareReadings(readings: Readings, rules: RepairRules): Candidates {
  const from = rules.initial?.time ?? Number.NEGATIVE_INFINITY;
  const to = rules.final?.time ?? Number.POSITIVE_INFINITY;
  const declared = declaredRows(rules, from, to);
  if (declared.length === 0 && rules.decisions.length === 0 && isOrderly(readings, from, to)) {
    const kinds = new Uint8Array(readings.times.length);
    return { times: readings.times, registers: readings.registers, kinds, departures: new Map(), events: [] };
  }
  return prepareSlowly(readings, rules, declared, from, to);
}

function isOrderly({ times, registers }: Readings, from: number, to: number): boolean {
  let last = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < times.length; i++) {
    const time = times[i] as number;
    const register = registers[i] as number;
    if (!(time > last && register >= 0 && register < Number.POSITIVE_INFINITY)) return false;
    last = time;
  }
  return times.length === 0 || ((times[0] as number) >= from && last <= to);
}

function declaredRows(rules: RepairRules, from: number, to: number): Row[] {
  const rows: Row[] = [];
  const kind = candidateKinds.declared;
  if (rules.initial !== undefined) rows.push({ ...rules.initial, kind });
  for (const { time, oldRegister, newRegister } of rules.exchanges ?? []) {
    if (time <= from || time >= to) continue;
    rows.push({ time, register: oldRegister ?? Number.NaN, kind, departure: newRegister ?? Number.NaN });
  }
  if (rules.final !== undefined && rules.final.time > from) rows.push({ ...rules.final, kind });
  rows.sort((a, b) => a.time - b.time);
  return rows.filter((row, i) => i === 0 || row.time > (rows[i - 1] as Row).time);
}

function prepareSlowly(readings: Readings, rules: RepairRules, declared: Row[], from: number, to: number): Candidates {
  const order = timeOrder(readings);
  const verdicts = new Map<string, 'accept' | 'reject'>();
  for (const decision of rules.decisions) verdicts.set(`${decision.time}/${decision.register}`, decision.verdict);
  const events: RepairEvent[] = [];
  const rows: Row[] = [];
  const faults = new FaultRun(events);
  let next = 0;
  for (const index of order) {
    const time = readings.times[index] as number;
    const register = readings.registers[index] as number;
    if (!Number.isFinite(time) || time < from || time > to) continue;
    const last = rows[rows.length - 1];
    if (!Number.isFinite(register) || register < 0) {
      const type = Number.isFinite(register) ? 'negative' : 'not-a-number';
      faults.add(type, time, last?.register ?? Number.NaN, register, rows.length);
      continue;
    }
    const verdict = verdicts.size === 0 ? undefined : verdicts.get(`${time}/${register}`);
    if (verdict === 'reject') {
      events.push(single('rejected', time, last?.register ?? Number.NaN, register));
      continue;
    }
    for (let row = declared[next]; row !== undefined && row.time <= time; row = declared[++next]) rows.push(row);
    const before = rows[rows.length - 1];
    if (before !== undefined && before.time === time) {
      if (before.register === register || before.departure === register) continue;
      if (before.kind === candidateKinds.declared) {
        events.push(single('conflict', time, before.register, register));
        continue;
      }
    }
    rows.push({ time, register, kind: verdict === 'accept' ? candidateKinds.accepted : candidateKinds.read });
  }
  rows.push(...declared.slice(next));
  return columns(withoutRivals(rows, events), events);
}

/** Where the user accepted one of several readings of an instant, the others are out; of several accepted ones the first stays. */
function withoutRivals(rows: Row[], events: RepairEvent[]): Row[] {
  if (!rows.some((row) => row.kind === candidateKinds.accepted)) return rows;
  const winners = new Map<number, Row>();
  for (const row of rows) {
    if (row.kind === candidateKinds.accepted && !winners.has(row.time)) winners.set(row.time, row);
  }
  return rows.filter((row) => {
    const winner = winners.get(row.time);
    if (winner === undefined || winner === row) return true;
    events.push(single('conflict', row.time, winner.register, row.register));
    return false;
  });
}

/** Indices in order of time, then register. NaN registers come last within their instant. */
function timeOrder({ times, registers }: Readings): Uint32Array {
  const order = new Uint32Array(times.length);
  let sorted = true;
  for (let i = 0; i < order.length; i++) {
    order[i] = i;
    if (i > 0 && !((times[i] as number) > (times[i - 1] as number))) sorted = false;
  }
  if (sorted) return order;
  return order.sort((a, b) => {
    const byTime = (times[a] as number) - (times[b] as number);
    if (byTime !== 0) return byTime;
    const x = registers[a] as number;
    const y = registers[b] as number;
    return x === y || (Number.isNaN(x) && Number.isNaN(y)) ? 0 : Number.isNaN(y) || x < y ? -1 : 1;
  });
}

function columns(rows: readonly Row[], events: RepairEvent[]): Candidates {
  const times = new Float64Array(rows.length);
  const registers = new Float64Array(rows.length);
  const kinds = new Uint8Array(rows.length);
  const departures = new Map<number, number>();
  rows.forEach((row, i) => {
    times[i] = row.time;
    registers[i] = row.register;
    kinds[i] = row.kind;
    if (row.departure !== undefined) departures.set(i, row.departure);
  });
  return { times, registers, kinds, departures, events };
}

function single(type: RepairEvent['type'], time: number, from: number, to: number): RepairEvent {
  return { type, time, until: time, from, to, dropped: 1, amount: 0, proposed: false };
}

/** Consecutive readings with the same fault are one event. */
class FaultRun {
  readonly #events: RepairEvent[];
  #goodBefore = -1;

  constructor(events: RepairEvent[]) {
    this.#events = events;
  }

  add(type: RepairEvent['type'], time: number, from: number, to: number, goodBefore: number): void {
    const last = this.#events[this.#events.length - 1];
    if (last?.type === type && goodBefore === this.#goodBefore) {
      const repeated = last.until === time && Object.is(last.to, to);
      if (!repeated) this.#events[this.#events.length - 1] = { ...last, until: time, to, dropped: last.dropped + 1 };
    } else this.#events.push(single(type, time, from, to));
    this.#goodBefore = goodBefore;
  }
}
