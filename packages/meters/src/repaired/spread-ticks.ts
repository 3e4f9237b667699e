import { intervalFlags, type RepairedSeries } from '../repair/repaired-series.ts';

/** A register is coarse where more than this share of its movements is a single step: what lies between the steps it does not show. */
const tickShare = 0.5;
/** With fewer movements nothing is said. */
const fewestTicks = 12;
/** Steps that come quicker are fine enough for hours and days. */
const shortestMs = 30 * 60_000;
/** A step that took longer than this multiple of those before and after it: before that the meter stood still. */
const longestTimes = 4;

/** A movement of the register, and the standstill before it: points `from` to `to`, of which the one before `to` still shows the old register. */
interface Tick {
  readonly from: number;
  readonly to: number;
  /** Milliseconds since the movement before. */
  readonly took: number;
}

/**
 * Registers that are read often and show whole steps only, such as a water meter of whole cubic metres: from one step to the next they seem
 * to stand still, and all of a step falls on its last reading. A single step is spread evenly over the time since the movement before, so the
 * register runs through each reading at which it moved; what is more than one step stays where it was read. After a standstill that is four times as long as its neighbours the
 * meter truly stood: the step is spread over as much as that. What came after the last movement stays 0 until the next one tells.
 *
 * Amounts between movements are as they were, and the series itself where nothing is to be spread.
 */
export function spreadTicks(series: RepairedSeries): RepairedSeries {
  return isCoarse(countMovements(series, series.times.length)) ? spreadCoarse(series) : series;
}

/** Spreads the steps of a register that is known to be coarse. */
export function spreadCoarse(series: RepairedSeries): RepairedSeries {
  const { times, flags } = series;
  let spread: Spread | undefined;
  let before: Tick | undefined;
  let tick: Tick | undefined;
  const settle = (after: Tick | undefined): void => {
    if (tick !== undefined && tick.to - tick.from > 1) {
      const usual = Math.max(before?.took ?? 0, after?.took ?? 0);
      const end = times[tick.to] as number;
      const start = Math.max(times[tick.from] as number, end - longestTimes * usual);
      if (end - start >= shortestMs) {
        spread ??= {
          registers: series.registers.slice(),
          amounts: Float64Array.from({ length: times.length }, (_, p) => series.amounts.at(p) as number),
        };
        spreadStep(series, spread, tick, start);
      }
    }
    before = tick;
    tick = after;
  };
  let from = 0;
  for (let p = 0; p < times.length - 1; p++) {
    if (flags[p] !== intervalFlags.known) {
      // What is not known, a reset or a rollover begins anew.
      settle(undefined);
      before = undefined;
      from = p + 1;
    } else if ((series.amounts.at(p) as number) > 0) {
      settle({ from, to: p + 1, took: (times[p + 1] as number) - (times[from] as number) });
      from = p + 1;
    }
  }
  settle(undefined);
  return spread === undefined ? series : { ...series, ...spread };
}

interface Spread {
  readonly registers: Float64Array;
  readonly amounts: Float64Array;
}

/** From the instant `start` on, evenly; what is more than a step stays in the last interval. */
function spreadStep({ times, resolution }: RepairedSeries, into: Spread, { from, to }: Tick, start: number): void {
  const { registers, amounts } = into;
  const shown = registers[from] as number;
  const moved = amounts[to - 1] as number;
  const rate = Math.min(moved, resolution) / ((times[to] as number) - start);
  let before = 0;
  for (let p = from + 1; p < to; p++) {
    const sofar = rate * Math.max(0, (times[p] as number) - start);
    registers[p] = shown + sofar;
    amounts[p - 1] = sofar - before;
    before = sofar;
  }
  amounts[to - 1] = moved - before;
}

/** Known movements of a register, and how many of them were of a single step. */
export interface Movements {
  readonly all: number;
  readonly single: number;
}

/** Counts the movements between the first `points` points of a series. */
export function countMovements({ amounts, flags, resolution }: RepairedSeries, points: number): Movements {
  let all = 0;
  let single = 0;
  if (!(resolution > 0)) return { all, single };
  for (let p = 0; p < points; p++) {
    const amount = amounts.at(p) as number;
    if (amount === 0 || flags[p] !== intervalFlags.known) continue;
    all++;
    if (amount <= resolution * (1 + 1e-6)) single++;
  }
  return { all, single };
}

export function isCoarse({ all, single }: Movements): boolean {
  return all >= fewestTicks && single > tickShare * all;
}
