import type { RepairEvent } from '../values/repaired-day.ts';
import {
  type Candidates,
  candidateKinds,
  type DeclaredRow as Row,
  CandidateRows as Rows,
  single,
} from './candidate-rows.ts';
import type { Decision, Readings, RepairRules } from './repair-rules.ts';

/** Sorts, removes what is no register of this meter, merges equal readings and adds the declared ones. */
export function prepareReadings(readings: Readings, rules: RepairRules): Candidates {
  const from = rules.initial?.time ?? Number.NEGATIVE_INFINITY;
  const to = rules.final?.time ?? Number.POSITIVE_INFINITY;
  const declared = declaredRows(rules, from, to);
  if (declared.length === 0 && rules.decisions.length === 0 && isOrderly(readings, from, to)) {
    const kinds = new Uint8Array(readings.times.length);
    return {
      times: readings.times,
      registers: readings.registers,
      kinds,
      departures: new Map(),
      events: [],
      barred: [],
    };
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
  if (rules.initial !== undefined) rows.push(rules.initial);
  for (const { time, oldRegister, newRegister } of rules.exchanges ?? []) {
    if (time <= from || time >= to) continue;
    rows.push({ time, register: oldRegister ?? Number.NaN, departure: newRegister ?? Number.NaN });
  }
  if (rules.final !== undefined && rules.final.time > from) rows.push(rules.final);
  rows.sort((a, b) => a.time - b.time);
  return rows.filter((row, i) => i === 0 || row.time > (rows[i - 1] as Row).time);
}

function prepareSlowly(readings: Readings, rules: RepairRules, declared: Row[], from: number, to: number): Candidates {
  const verdicts = verdictsByTime(rules.decisions);
  const barred = rules.decisions.filter(({ passage }) => passage === true).map(({ time }) => time);
  const events: RepairEvent[] = [];
  const faults = new FaultRun(events);
  const rows = new Rows(readings.times.length + declared.length);
  let next = 0;
  let lastTime = Number.NaN;
  let lastRegister = Number.NaN;
  for (const index of timeOrder(readings)) {
    const time = readings.times[index] as number;
    const register = readings.registers[index] as number;
    if (time === lastTime && Object.is(register, lastRegister)) continue;
    lastTime = time;
    lastRegister = register;
    if (!Number.isFinite(time) || time < from || time > to) continue;
    if (!Number.isFinite(register) || register < 0) {
      const type = Number.isFinite(register) ? 'negative' : 'not-a-number';
      faults.add(type, time, rows.lastRegister, register, rows.count);
      continue;
    }
    const verdict = verdicts.get(time)?.get(register);
    if (verdict === 'reject' && !barred.includes(time)) {
      events.push(single('rejected', time, rows.lastRegister, register));
      continue;
    }
    for (let row = declared[next]; row !== undefined && row.time <= time; row = declared[++next]) rows.declare(row);
    if (rows.lastTime === time) {
      if (rows.lastRegister === register || rows.departures.get(rows.count - 1) === register) continue;
      if (rows.lastKind === candidateKinds.declared) {
        events.push(single('conflict', time, rows.lastRegister, register));
        continue;
      }
    }
    rows.push(time, register, verdict === 'accept' ? candidateKinds.accepted : candidateKinds.read);
  }
  for (const row of declared.slice(next)) rows.declare(row);
  rows.removeRivals(events);
  return { ...rows.columns(), events, barred: barred.sort((a, b) => a - b) };
}

function verdictsByTime(decisions: readonly Decision[]): Map<number, Map<number, Decision['verdict']>> {
  const byTime = new Map<number, Map<number, Decision['verdict']>>();
  for (const { time, register, verdict } of decisions) {
    const verdicts = byTime.get(time) ?? new Map<number, Decision['verdict']>();
    byTime.set(time, verdicts.set(register, verdict));
  }
  return byTime;
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
      this.#events[this.#events.length - 1] = { ...last, until: time, to, dropped: last.dropped + 1 };
    } else this.#events.push(single(type, time, from, to));
    this.#goodBefore = goodBefore;
  }
}
