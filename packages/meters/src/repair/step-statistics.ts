import { LogHistogram } from './log-histogram.ts';

export const hourMs = 3_600_000;
/** Two readings closer than this say nothing about a rate. */
const shortestStepMs = 1000;

/** Readings: instants in UTC ms, ascending, and registers. */
export interface Columns {
  readonly times: Float64Array;
  readonly registers: Float64Array;
}

/** What `StepStatistics` counted, as it is kept for later: histograms as number and count of their bins. */
export interface CountedSteps {
  readonly rates: readonly number[];
  readonly continuing: readonly number[];
  readonly steps: readonly number[];
  readonly spacings: readonly number[];
  readonly total: number;
  readonly duration: number;
  readonly moving: boolean;
}

/** Amount per hour. */
export function rateOf(step: number, spacing: number): number {
  return (step * hourMs) / (spacing < shortestStepMs ? shortestStepMs : spacing);
}

/** What the steps from each reading to the next are like, taken in one after the other. */
export class StepStatistics {
  /** Rates per hour of the sound steps, and of those that follow another step. */
  readonly rates: LogHistogram;
  readonly continuing: LogHistogram;
  readonly steps: LogHistogram;
  /** Milliseconds between readings. */
  readonly spacings: LogHistogram;
  /** Sum of the sound steps, and milliseconds over which they and the standstills between them went. */
  total: number;
  duration: number;
  #moving: boolean;

  /** @param counted what another one counted: to go on from there */
  constructor(counted?: CountedSteps) {
    this.rates = new LogHistogram(counted?.rates);
    this.continuing = new LogHistogram(counted?.continuing);
    this.steps = new LogHistogram(counted?.steps);
    this.spacings = new LogHistogram(counted?.spacings);
    this.total = counted?.total ?? 0;
    this.duration = counted?.duration ?? 0;
    this.#moving = counted?.moving ?? false;
  }

  /** Takes in the steps to readings number `from` (at least 1) to before `to`. */
  add({ times, registers }: Columns, sound: (i: number) => boolean, from: number, to: number): void {
    let { total, duration } = this;
    let moving = this.#moving;
    for (let i = from; i < to; i++) {
      const spacing = (times[i] as number) - (times[i - 1] as number);
      if (!(spacing > 0)) continue;
      this.spacings.add(spacing);
      const step = (registers[i] as number) - (registers[i - 1] as number);
      if (step >= 0 && sound(i)) duration += spacing;
      if (!(step > 0)) {
        moving = false;
        continue;
      }
      if (!sound(i)) continue;
      const rate = rateOf(step, spacing);
      this.steps.add(step);
      this.rates.add(rate);
      if (moving) this.continuing.add(rate);
      total += step;
      moving = true;
    }
    this.total = total;
    this.duration = duration;
    this.#moving = moving;
  }

  counted(): CountedSteps {
    return {
      rates: this.rates.counted(),
      continuing: this.continuing.counted(),
      steps: this.steps.counted(),
      spacings: this.spacings.counted(),
      total: this.total,
      duration: this.duration,
      moving: this.#moving,
    };
  }
}
