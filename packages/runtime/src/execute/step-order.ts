import type { AssetGraph, AssetKey, Plan, PlanStep } from '@meterworks/assets';

/**
 * The steps of a plan in the order in which they may start: a step is ready when the earlier steps of its own asset and of the
 * assets it reads are settled. What became ready last goes first, so that all that reads an asset is soon done and its values
 * can be let go; the plan's order decides the rest.
 */
export class StepOrder {
  readonly #steps: readonly PlanStep[];
  /** By position in the plan: how many earlier steps it still waits for, and which later ones wait for it. */
  readonly #waitsFor: number[];
  readonly #followers: number[][];
  /** Positions; the next one first. */
  readonly #ready: number[] = [];
  #left: number;

  constructor(graph: AssetGraph, plan: Plan) {
    this.#steps = plan.steps;
    this.#left = plan.steps.length;
    this.#waitsFor = plan.steps.map(() => 0);
    this.#followers = plan.steps.map(() => []);
    const earlier = new Map<AssetKey, number[]>();
    plan.steps.forEach((step, position) => {
      for (const key of [step.asset, ...graph.upstream(step.asset)]) {
        for (const before of earlier.get(key) ?? []) {
          this.#followers[before]?.push(position);
          this.#waitsFor[position] = (this.#waitsFor[position] ?? 0) + 1;
        }
      }
      earlier.set(step.asset, [...(earlier.get(step.asset) ?? []), position]);
      if (this.#waitsFor[position] === 0) this.#ready.push(position);
    });
  }

  /** Steps that have not been taken. */
  get left(): number {
    return this.#left;
  }

  /** The next step that may start, if any. */
  take(): PlanStep | undefined {
    const position = this.#ready.shift();
    if (position === undefined) return undefined;
    this.#left--;
    return this.#steps[position];
  }

  /** Gives back a step that was taken: it may start again, next. */
  putBack(step: PlanStep): void {
    this.#ready.unshift(this.#steps.indexOf(step));
    this.#left++;
  }

  /** Says that a step is over, whatever came of it. */
  settle(step: PlanStep): void {
    const freed = (this.#followers[this.#steps.indexOf(step)] ?? []).filter((follower) => {
      const waits = (this.#waitsFor[follower] ?? 0) - 1;
      this.#waitsFor[follower] = waits;
      return waits === 0;
    });
    this.#ready.unshift(...freed);
  }
}
