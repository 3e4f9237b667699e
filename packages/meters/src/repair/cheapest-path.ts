import { type Candidates, candidateKinds } from './candidate-rows.ts';
import { hourMs } from './learn-scales.ts';
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
export function cheapestPath(candidates: Candidates, rules: TransitionRules, costs: PathCosts): Int32Array {
  return new PathChooser(candidates, rules, costs).find();
}

/** Kind of the passage between two candidates, the first one holding a register. */
export function passageKind(
  { times, registers, kinds }: Candidates,
  rules: TransitionRules,
  j: number,
  i: number,
  from: number,
): TransitionKind {
  const milliseconds = (times[i] as number) - (times[j] as number);
  const kind = classifyTransition(from, registers[i] as number, milliseconds, rules);
  const unlikely = kind === 'jump' || kind === 'reset' || kind === 'fall';
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
  /** Least cost of a path that ends at each; undefined as long as that is 0 for all: an undisturbed series may have millions. */
  #cost: Float64Array | undefined;
  readonly #previous: Int32Array;
  /** Register held at each candidate if it is believed: its own, or the running maximum within a dip. The readings' own column until one differs. */
  #held: Float64Array;
  /** What dropping all candidates up to and including this one costs. */
  readonly #dropped: Float64Array;
  /** Candidate from which the path to each last left by a reset, fall or jump; −1 where it never did; undefined as long as that is so for all. */
  #left: Int32Array | undefined;
  readonly #anchors: number[] = [];
  #lastForced = -1;
  /** Least cost of everything so far, the readings since the best point dropped; and that point. */
  #frontier = 0;
  #best = -1;

  constructor(candidates: Candidates, rules: TransitionRules, costs: PathCosts) {
    const count = candidates.times.length;
    this.#candidates = candidates;
    this.#rules = rules;
    this.#costs = costs;
    this.#previous = new Int32Array(count).fill(-1);
    this.#held = candidates.registers;
    this.#dropped = new Float64Array(count);
  }

  /** Numbers of the believed candidates, ascending. */
  find(): Int32Array {
    const { times, registers, kinds } = this.#candidates;
    const { maxRate, slack } = this.#rules;
    const dropped = this.#dropped;
    const previous = this.#previous;
    const repeat = this.#costs.repeat;
    let undisturbed = false;
    for (let i = 0; i < times.length; i++) {
      const register = registers[i] as number;
      if (i > 0) {
        const change = register - (this.#held[i - 1] as number);
        dropped[i] = (dropped[i - 1] as number) + (register !== registers[i - 1] ? 1 : register === 0 ? 0 : repeat);
        if (undisturbed && change >= 0 && kinds[i] === candidateKinds.read) {
          const hours = ((times[i] as number) - (times[i - 1] as number)) / hourMs;
          if (hours > 0 && change <= maxRate * hours + slack) {
            if (this.#cost !== undefined) this.#cost[i] = this.#cost[i - 1] as number;
            previous[i] = i - 1;
            if (this.#left !== undefined) this.#left[i] = this.#left[i - 1] as number;
            this.#best = i;
            continue;
          }
        }
        if (undisturbed) this.#addAnchor(i - 1);
      } else dropped[0] = 1;
      this.#arrive(i);
      undisturbed = this.#best === i && this.#costOf(i) <= this.#frontier;
    }
    return this.#trace();
  }

  #arrive(i: number): void {
    const dropped = this.#dropped;
    const forced = this.#candidates.kinds[i] !== candidateKinds.read;
    const before = i > 0 ? (dropped[i - 1] as number) : 0;
    this.#setCost(i, this.#lastForced >= 0 ? Number.POSITIVE_INFINITY : this.#costs.leading * before);
    this.#hold(i, this.#departure(i));
    const oldest = Math.max(0, i - lookBack, this.#lastForced);
    for (let j = i - 1; j >= oldest; j--) this.#tryFrom(j, i);
    for (const anchor of this.#anchors) if (anchor < oldest && anchor >= this.#lastForced) this.#tryFrom(anchor, i);
    if (i > 0) this.#tryResume(i);
    const cost = this.#costOf(i);
    const without = i === 0 ? Number.POSITIVE_INFINITY : this.#frontier + (dropped[i] as number) - before;
    if (forced) this.#lastForced = i;
    if (forced || cost <= without) {
      this.#frontier = cost;
      this.#best = i;
    } else this.#frontier = without;
  }

  #tryFrom(j: number, i: number): void {
    const { times, registers } = this.#candidates;
    const base = this.#costOf(j) + (this.#dropped[i - 1] as number) - (this.#dropped[j] as number);
    if (base >= this.#costOf(i)) return;
    const milliseconds = (times[i] as number) - (times[j] as number);
    if (milliseconds <= 0) return;
    const from = this.#held[j] as number;
    const kind = passageKind(this.#candidates, this.#rules, j, i, from);
    // One dip is paid for once, however long it lasts.
    const lasting = kind === 'dip' && (registers[j] as number) < from;
    const cost = base + (lasting ? 0 : transitionCost(kind, this.#costs));
    if (cost >= this.#costOf(i)) return;
    this.#setCost(i, cost);
    this.#previous[i] = j;
    this.#setLeft(i, isDeparture(kind) ? j : this.#leftOf(j));
    this.#hold(i, kind === 'dip' && !this.#candidates.departures.has(i) ? from : this.#departure(i));
  }

  /** Tries to go on where the best path so far left another register, as if what came since had been foreign. */
  #tryResume(i: number): void {
    const { times } = this.#candidates;
    let from = this.#best >= 0 ? this.#leftOf(this.#best) : -1;
    for (let depth = 0; depth < resumeDepth && from >= 0 && from >= this.#lastForced; depth++) {
      const milliseconds = (times[i] as number) - (times[from] as number);
      const days = milliseconds / (24 * hourMs);
      const cost = this.#frontier + this.#costs.resume + this.#costs.resumeDay * days;
      if (cost >= this.#costOf(i)) return;
      if (
        milliseconds > 0 &&
        passageKind(this.#candidates, this.#rules, from, i, this.#held[from] as number) === 'step'
      ) {
        this.#setCost(i, cost);
        this.#previous[i] = from;
        this.#setLeft(i, this.#leftOf(from));
        this.#hold(i, this.#departure(i));
        return;
      }
      from = this.#leftOf(from);
    }
  }

  #costOf(i: number): number {
    return this.#cost === undefined ? 0 : (this.#cost[i] as number);
  }

  #setCost(i: number, cost: number): void {
    if (this.#cost === undefined && cost === 0) return;
    this.#cost ??= new Float64Array(this.#previous.length);
    this.#cost[i] = cost;
  }

  #leftOf(i: number): number {
    return this.#left === undefined ? -1 : (this.#left[i] as number);
  }

  #setLeft(i: number, left: number): void {
    if (this.#left === undefined && left === -1) return;
    this.#left ??= new Int32Array(this.#previous.length).fill(-1);
    this.#left[i] = left;
  }

  #hold(i: number, register: number): void {
    if (Object.is(this.#held[i], register)) return;
    if (this.#held === this.#candidates.registers) this.#held = this.#held.slice();
    this.#held[i] = register;
  }

  #departure(i: number): number {
    return this.#candidates.departures.get(i) ?? (this.#candidates.registers[i] as number);
  }

  #addAnchor(index: number): void {
    this.#anchors.push(index);
    if (this.#anchors.length > anchorCount) this.#anchors.shift();
  }

  #trace(): Int32Array {
    // Written into the same column from its end: what is overwritten there has been followed already.
    const path = this.#previous;
    let at = path.length;
    for (let i = this.#best; i >= 0; ) {
      const previous = path[i] as number;
      path[--at] = i;
      i = previous;
    }
    return path.subarray(at);
  }
}

function isDeparture(kind: TransitionKind): boolean {
  return kind === 'reset' || kind === 'fall' || kind === 'jump';
}
