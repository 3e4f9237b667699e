import type { RepairEvent } from '../values/repaired-day.ts';
import type { CheapestPath } from './cheapest-path.ts';
import { droppedAtEnd, droppedBetween } from './dropped-readings.ts';
import { isKnownInterval } from './known-interval.ts';
import { hourMs, type Scales } from './learn-scales.ts';
import type { Candidates } from './prepare-readings.ts';
import { intervalFlags, type RepairedSeries } from './repaired-series.ts';
import { mostWithin, type TransitionKind, type TransitionRules } from './transition.ts';

/** A jump may be late delivery of real amounts. Up to this many times the plausible amount it is counted. */
const countedJump = 10;
/** … or up to this share of all that the meter moved. */
const countedJumpShare = 0.05;

interface Passage {
  readonly kind: TransitionKind;
  readonly amount: number;
  readonly bridged: boolean;
}

/** Turns the believed path into points with amounts, flags and events. */
export class BelievedPoints {
  readonly #candidates: Candidates;
  readonly #scales: Scales;
  readonly #rules: TransitionRules;
  readonly #endsHold: Uint8Array | undefined;
  readonly #events: RepairEvent[];

  constructor(candidates: Candidates, scales: Scales, rules: TransitionRules, endsHold: Uint8Array | undefined) {
    this.#candidates = candidates;
    this.#scales = scales;
    this.#rules = rules;
    this.#endsHold = endsHold;
    this.#events = [...candidates.events];
  }

  build(chooser: CheapestPath, path: Int32Array): RepairedSeries {
    const count = path.length;
    const times = new Float64Array(count);
    const registers = new Float64Array(count);
    const amounts = new Float64Array(count);
    const flags = new Uint8Array(count);
    const { times: allTimes, registers: allRegisters, departures } = this.#candidates;
    const { resolution, maxRate } = this.#scales;
    const first = count > 0 ? (path[0] as number) : 0;
    droppedBetween(this.#candidates, -1, first, Number.NaN, this.#events);
    let held = departures.get(first) ?? (allRegisters[first] as number);
    for (let p = 0; p < count; p++) {
      const i = path[p] as number;
      const time = allTimes[i] as number;
      times[p] = time;
      if (p > 0) {
        const j = path[p - 1] as number;
        const milliseconds = time - (times[p - 1] as number);
        const register = allRegisters[i] as number;
        const change = register - held;
        let amount = change;
        let bridged = false;
        let flag = 0;
        const plain = change >= 0 && change <= mostWithin(milliseconds, maxRate) + this.#rules.slack;
        if (!plain) {
          const kind = chooser.kindOf(j, i, held);
          const passage = this.#passage(kind, held, register, milliseconds);
          amount = passage.amount;
          bridged = passage.bridged;
          if (kind === 'rollover') flag |= intervalFlags.rollover;
          if (Number.isNaN(held)) {
            held = Math.max(0, register - amount);
            registers[p - 1] = held;
          }
          this.#report(passage, j, i, held, register);
        }
        if (i > j + 1) droppedBetween(this.#candidates, j, i, held, this.#events);
        if (this.#spansHold(j, i)) flag |= intervalFlags.staleHold;
        if (bridged) flag |= intervalFlags.bridged;
        if (flag <= intervalFlags.rollover && !bridged && isKnownInterval(milliseconds, amount, resolution)) {
          flag |= intervalFlags.known;
        }
        amounts[p - 1] = amount;
        flags[p - 1] = flag;
        const departure = departures.get(i);
        if (departure !== undefined) {
          this.#events.push(event('exchange', time, time, held + amount, departure, 0));
          held = departure;
        } else if (plain || register > held || amount > 0 || bridged) held = register;
      }
      registers[p] = held;
    }
    if (count > 0) {
      // Nothing followed an exchange whose new register nobody noted.
      if (Number.isNaN(held)) registers[count - 1] = 0;
      droppedAtEnd(
        this.#candidates,
        path[count - 1] as number,
        registers[count - 1] as number,
        this.#rules,
        this.#events,
      );
    }
    this.#events.sort((a, b) => a.time - b.time || a.until - b.until || a.to - b.to);
    return { times, registers, amounts, flags, events: this.#events, resolution, maxRate };
  }

  /** What the register moved in a passage that is no plain step. */
  #passage(kind: TransitionKind, from: number, to: number, milliseconds: number): Passage {
    const { maxRate, rollsAt } = this.#rules;
    const most = mostWithin(milliseconds, maxRate);
    const change = to - from;
    switch (kind) {
      case 'step':
        return { kind, amount: change, bridged: false };
      case 'dip':
        return { kind, amount: 0, bridged: false };
      case 'rollover':
        return { kind, amount: change + rollsAt, bridged: false };
      case 'accepted':
        if (change >= 0) return { kind, amount: change, bridged: false };
        return { kind: 'reset', amount: to <= most ? to : 0, bridged: true };
      case 'reset':
        return { kind, amount: to <= most ? to : 0, bridged: true };
      case 'fall':
        return { kind, amount: 0, bridged: true };
      case 'jump': {
        const counted = change <= countedJump * most || change <= countedJumpShare * this.#scales.total;
        return { kind, amount: counted ? change : 0, bridged: !counted };
      }
      case 'declared': {
        // The register before or after an exchange is not known: the mean rate, never more than the new meter shows.
        const typical = (this.#scales.meanRate * milliseconds) / hourMs;
        const limit = Number.isNaN(from) && !Number.isNaN(to) ? to : most;
        return { kind, amount: Math.min(typical, limit), bridged: true };
      }
    }
  }

  #report({ kind, amount, bridged }: Passage, j: number, i: number, from: number, to: number): void {
    const start = this.#candidates.times[j] as number;
    const end = this.#candidates.times[i] as number;
    switch (kind) {
      case 'dip':
        this.#events.push(event('dip', end, end, from, to, 0));
        break;
      case 'rollover':
        this.#events.push(event('rollover', start, end, from, to, amount));
        break;
      case 'reset':
        this.#events.push(event('reset', start, end, from, to, amount));
        break;
      case 'fall':
        this.#events.push({ ...event('exchange', start, end, from, to, amount), proposed: true });
        break;
      case 'jump':
        this.#events.push({
          ...event(bridged ? 'exchange' : 'implausible-rate', start, end, from, to, to - from),
          proposed: true,
        });
        break;
      case 'step':
      case 'accepted':
      case 'declared':
        break;
    }
  }

  #spansHold(j: number, i: number): boolean {
    if (this.#endsHold === undefined) return false;
    for (let k = j + 1; k <= i; k++) if (this.#endsHold[k] === 1) return true;
    return false;
  }
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
