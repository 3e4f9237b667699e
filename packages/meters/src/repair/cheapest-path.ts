import { type Candidates, candidateKinds } from './candidate-rows.ts';
import { DroppingCosts } from './dropping-costs.ts';
import { CarriedColumn, PagedColumn } from './paged-column.ts';
import { hourMs } from './step-statistics.ts';
import {
  classifyTransition,
  type PathCosts,
  type TransitionKind,
  type TransitionRules,
  transitionCost,
} from './transition.ts';

/** Readings looked back at where something does not fit. */
const lookBack = 48;
/** Points before earlier trouble that are looked back at as well, so that a long stretch of noise can be left again. */
const anchorCount = 8;
/** Registers left one inside the other that are thought of. */
const resumeDepth = 4;

/** Numbers of the believed candidates, ascending. */
export interface Path {
  readonly length: number;
  /** The candidate from which on each follows the one before it by a plain step, whatever may come later. */
  readonly calmFrom: number;
  at(point: number): number | undefined;
}

export function cheapestPath(candidates: Candidates, rules: TransitionRules, costs: PathCosts): Path {
  return new PathChooser(candidates, rules, costs).find();
}

/** Kind of the passage between two candidates, the first one holding a register. */
export function passageKind(
  { times, registers, kinds, barred }: Candidates,
  rules: TransitionRules,
  j: number,
  i: number,
  from: number,
): TransitionKind {
  const milliseconds = (times[i] as number) - (times[j] as number);
  const kind = classifyTransition(from, registers[i] as number, milliseconds, rules);
  const unlikely = kind === 'jump' || kind === 'reset' || kind === 'fall';
  if (barred.length > 0 && (unlikely || kind === 'surge' || kind === 'rollover')) {
    const [before, after] = [times[j] as number, times[i] as number];
    if (barred.some((time) => before < time && time <= after)) return 'barred';
  }
  return unlikely && kinds[i] !== candidateKinds.read ? 'accepted' : kind;
}

/**
 * Chooses the readings to believe: the path of least cost through the candidates by dynamic programming, where dropping one costs 1 and
 * passages cost by their kind. In an undisturbed stretch each reading follows the one before it, in constant time.
 */
class PathChooser {
  readonly #candidates: Candidates;
  readonly #rules: TransitionRules;
  readonly #costs: PathCosts;
  // There may be millions of candidates, and most of a series is undisturbed.
  /** Least cost of a path that ends at each. */
  readonly #cost = new CarriedColumn(0);
  /** The candidate before each on that path; −1 where it starts there. */
  readonly #previous = new PagedColumn((i) => i - 1);
  /** Register held at each candidate if it is believed: its own, or the running maximum within a dip. */
  readonly #held: PagedColumn;
  readonly #dropped: DroppingCosts;
  /** Candidate from which the path to each last left by a reset, fall or jump; −1 where it never did. */
  readonly #left = new CarriedColumn(-1);
  readonly #anchors: number[] = [];
  #lastForced = -1;
  /** Least cost of everything so far, the readings since the best point dropped; and that point. */
  #frontier = 0;
  #best = -1;
  /** The last candidate that did not simply follow the one before it. */
  #arrived = -1;

  constructor(candidates: Candidates, rules: TransitionRules, costs: PathCosts) {
    this.#candidates = candidates;
    this.#rules = rules;
    this.#costs = costs;
    this.#held = new PagedColumn((i) => candidates.registers[i] as number);
    this.#dropped = new DroppingCosts(candidates.registers, costs.repeat);
  }

  /** Numbers of the believed candidates, ascending. */
  find(): Path {
    const { times, registers, kinds } = this.#candidates;
    const { maxRate, slack } = this.#rules;
    let undisturbed = false;
    for (let i = 0; i < times.length; i++) {
      const register = registers[i] as number;
      if (i > 0) {
        const change = register - this.#held.at(i - 1);
        if (undisturbed && change >= 0 && kinds[i] === candidateKinds.read) {
          const hours = ((times[i] as number) - (times[i - 1] as number)) / hourMs;
          if (hours > 0 && change <= maxRate * hours + slack) {
            this.#cost.carry(i);
            this.#left.carry(i);
            this.#best = i;
            continue;
          }
        }
        if (undisturbed) this.#addAnchor(i - 1);
      }
      this.#arrive(i);
      undisturbed = this.#best === i && this.#cost.at(i) <= this.#frontier;
    }
    return this.#trace();
  }

  #arrive(i: number): void {
    const dropped = this.#dropped;
    const forced = this.#candidates.kinds[i] !== candidateKinds.read;
    const before = i > 0 ? dropped.upTo(i - 1) : 0;
    this.#previous.set(i, -1);
    this.#left.set(i, -1);
    this.#cost.set(i, this.#mayStart(i) ? this.#costs.leading * before : Number.POSITIVE_INFINITY);
    this.#hold(i, this.#departure(i));
    const oldest = Math.max(0, i - lookBack, this.#lastForced);
    for (let j = i - 1; j >= oldest; j--) this.#tryFrom(j, i);
    for (const anchor of this.#anchors) if (anchor < oldest && anchor >= this.#lastForced) this.#tryFrom(anchor, i);
    if (i > 0) this.#tryResume(i);
    const cost = this.#cost.at(i);
    const without = i === 0 ? Number.POSITIVE_INFINITY : this.#frontier + dropped.upTo(i) - before;
    this.#arrived = i;
    if (forced) this.#lastForced = i;
    if (forced || cost <= without) {
      this.#frontier = cost;
      this.#best = i;
    } else this.#frontier = without;
  }

  /** Whether all before a candidate may be dropped: nothing that is certain, nor what the user holds on to by barring what came after. */
  #mayStart(i: number): boolean {
    const { barred, times } = this.#candidates;
    const first = barred[0];
    return this.#lastForced < 0 && (i === 0 || first === undefined || (times[i] as number) < first);
  }

  #tryFrom(j: number, i: number): void {
    const { times, registers } = this.#candidates;
    const base = this.#cost.at(j) + this.#dropped.upTo(i - 1) - this.#dropped.upTo(j);
    if (base >= this.#cost.at(i)) return;
    const milliseconds = (times[i] as number) - (times[j] as number);
    if (milliseconds <= 0) return;
    const from = this.#held.at(j);
    const kind = passageKind(this.#candidates, this.#rules, j, i, from);
    // One dip is paid for once, however long it lasts.
    const lasting = kind === 'dip' && (registers[j] as number) < from;
    const cost = base + (lasting ? 0 : transitionCost(kind, this.#costs));
    if (cost >= this.#cost.at(i)) return;
    this.#cost.set(i, cost);
    this.#previous.set(i, j);
    this.#left.set(i, isDeparture(kind) ? j : this.#left.at(j));
    this.#hold(i, kind === 'dip' && !this.#candidates.departures.has(i) ? from : this.#departure(i));
  }

  /** Tries to go on where the best path so far left another register, as if what came since had been foreign. */
  #tryResume(i: number): void {
    const { times } = this.#candidates;
    let from = this.#best >= 0 ? this.#left.at(this.#best) : -1;
    for (let depth = 0; depth < resumeDepth && from >= 0 && from >= this.#lastForced; depth++) {
      const milliseconds = (times[i] as number) - (times[from] as number);
      const days = milliseconds / (24 * hourMs);
      const cost = this.#frontier + this.#costs.resume + this.#costs.resumeDay * days;
      if (cost >= this.#cost.at(i)) return;
      if (milliseconds > 0 && passageKind(this.#candidates, this.#rules, from, i, this.#held.at(from)) === 'step') {
        this.#cost.set(i, cost);
        this.#previous.set(i, from);
        this.#left.set(i, this.#left.at(from));
        this.#hold(i, this.#departure(i));
        return;
      }
      from = this.#left.at(from);
    }
  }

  #hold(i: number, register: number): void {
    if (!Object.is(this.#held.at(i), register)) this.#held.set(i, register);
  }

  #departure(i: number): number {
    return this.#candidates.departures.get(i) ?? (this.#candidates.registers[i] as number);
  }

  #addAnchor(index: number): void {
    this.#anchors.push(index);
    if (this.#anchors.length > anchorCount) this.#anchors.shift();
  }

  #trace(): Path {
    let length = 0;
    for (let i = this.#best; i >= 0; i = this.#previous.at(i)) length++;
    // Where the best path ends before the last candidate nothing is calm as yet.
    const count = this.#candidates.times.length;
    const calmFrom = this.#best === count - 1 ? this.#arrived : count;
    if (length === count) return { length, calmFrom, at: (point) => point };
    const path = new Int32Array(length);
    let point = length;
    for (let i = this.#best; i >= 0; i = this.#previous.at(i)) path[--point] = i;
    return { length, calmFrom, at: (point) => path[point] };
  }
}

function isDeparture(kind: TransitionKind): boolean {
  return kind === 'reset' || kind === 'fall' || kind === 'jump';
}
