import type { RepairEvent } from '../values/repaired-day.ts';
import type { Candidates } from './candidate-rows.ts';
import { type Path, passageKind } from './cheapest-path.ts';
import { droppedAtEnd, droppedBetween } from './dropped-readings.ts';
import { isKnownInterval } from './known-interval.ts';
import type { Scales } from './learn-scales.ts';
import { MovedAmounts } from './moved-amounts.ts';
import { anyTotal, type Passage, passageAmount, type TotalBounds, withPassage } from './passage.ts';
import { intervalFlags, type RepairedSeries } from './repaired-series.ts';
import { settleDips } from './settle-dips.ts';
import { mostWithin, type TransitionRules } from './transition.ts';

/** What is believed, and for which totals its amounts are what they are. */
export interface Believed {
  readonly series: RepairedSeries;
  readonly bounds: TotalBounds;
}

/** Turns the believed path into points with amounts, flags and events. `endsHold` marks candidates that end a stale hold. */
export function believedPoints(
  candidates: Candidates,
  path: Path,
  scales: Scales,
  rules: TransitionRules,
  endsHold: Uint8Array | undefined,
): Believed {
  const { departures } = candidates;
  const { resolution, maxRate } = scales;
  const events = [...candidates.events];
  let bounds = anyTotal;
  // Arrivals are replaced in place, each after it was read.
  let registers = settleDips(candidates, path, rules.tolerance, events);
  const setRegister = (p: number, register: number): void => {
    if (registers === candidates.registers) registers = registers.slice();
    registers[p] = register;
  };
  const count = path.length;
  // Where all are believed the columns of the readings serve: they may be millions.
  const all = count === candidates.times.length;
  const times = all ? candidates.times : new Float64Array(count);
  const decided = new Map<number, number>();
  const flags = new Uint8Array(count);
  const first = count > 0 ? (path.at(0) as number) : 0;
  droppedBetween(candidates, -1, first, Number.NaN, events);
  for (let p = 0; p < count; p++) {
    const i = path.at(p) as number;
    const time = candidates.times[i] as number;
    const arrival = registers[p] as number;
    if (!all) times[p] = time;
    if (p > 0) {
      const j = path.at(p - 1) as number;
      const before = times[p - 1] as number;
      const held = registers[p - 1] as number;
      let amount = arrival - held;
      let flag = 0;
      if (!(amount >= 0 && amount <= mostWithin(time - before, maxRate) + rules.slack)) {
        const kind = passageKind(candidates, rules, j, i, held);
        const passage = passageAmount(kind, held, arrival, time - before, rules, scales);
        amount = passage.amount;
        bounds = withPassage(bounds, passage, arrival - held, time - before, rules);
        decided.set(p - 1, amount);
        if (passage.kind === 'rollover') flag |= intervalFlags.rollover;
        if (passage.bridged) flag |= intervalFlags.bridged;
        reportPassage(passage, kind !== 'accepted', before, time, held, arrival, events);
        // The first reading tells where an exchanged meter began; the last one, where it ended.
        if (Number.isNaN(held)) setRegister(p - 1, Math.max(0, arrival - amount));
        if (Number.isNaN(arrival)) setRegister(p, (registers[p - 1] as number) + amount);
      }
      if (i > j + 1) droppedBetween(candidates, j, i, held, events);
      if (endsHold !== undefined && marked(endsHold, j + 1, i)) flag |= intervalFlags.staleHold;
      const guessed = (flag & (intervalFlags.bridged | intervalFlags.staleHold)) !== 0;
      if (!guessed && isKnownInterval(time - before, amount, resolution)) flag |= intervalFlags.known;
      flags[p - 1] = flag;
    }
    const departure = departures.size === 0 ? undefined : departures.get(i);
    if (departure !== undefined) {
      events.push(event('exchange', time, time, registers[p] as number, departure, 0));
      if (p > 0) decided.set(p - 1, decided.get(p - 1) ?? (registers[p] as number) - (registers[p - 1] as number));
      setRegister(p, departure);
    }
  }
  if (count > 0) {
    // Nothing followed an exchange whose new register nobody noted.
    if (Number.isNaN(registers[count - 1])) setRegister(count - 1, 0);
    droppedAtEnd(candidates, path.at(count - 1) as number, registers[count - 1] as number, rules, events);
  }
  events.sort((a, b) => a.time - b.time || a.until - b.until || a.to - b.to);
  const amounts = new MovedAmounts(registers, decided);
  return { series: { times, registers, amounts, flags, events, resolution, maxRate }, bounds };
}

function reportPassage(
  { kind, amount, bridged }: Passage,
  proposed: boolean,
  start: number,
  end: number,
  from: number,
  to: number,
  events: RepairEvent[],
): void {
  if (kind === 'rollover') events.push(event(kind, start, end, from, to, amount));
  // What is counted is a bounded guess: the user may know better, or declare the exchange.
  else if (kind === 'reset') events.push({ ...event(kind, start, end, from, to, amount), proposed });
  else if (kind === 'fall') events.push({ ...event('exchange', start, end, from, to, amount), proposed: true });
  else if (kind === 'surge') events.push(event('implausible-rate', start, end, from, to, amount));
  else if (kind === 'jump') {
    const type = bridged ? 'exchange' : 'implausible-rate';
    events.push({ ...event(type, start, end, from, to, to - from), proposed: true });
  }
}

function marked(marks: Uint8Array, from: number, to: number): boolean {
  for (let k = from; k <= to; k++) if (marks[k] === 1) return true;
  return false;
}

function event(
  type: RepairEvent['type'],
  time: number,
  until: number,
  from: number,
  to: number,
  amount: number,
): RepairEvent {
  return { type, time, until, from, to, dropped: 0, amount, proposed: false };
}
