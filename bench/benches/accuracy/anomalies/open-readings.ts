import type { Readings } from '@meterworks/meters/repair';

/** Readings that can be changed by what the meter counts, not only by what it shows. */
export interface OpenReadings {
  /** UTC ms, ascending. */
  readonly times: readonly number[];
  /** What the register moves from each reading to the next. */
  readonly amounts: number[];
  /** Register of the first reading, and the step to which registers are rounded. */
  readonly origin: number;
  readonly resolution: number;
  /** Readings that show something else than the register, by position. */
  readonly shown: Map<number, number>;
  /** Positions of readings that never come. */
  readonly lost: Set<number>;
  /** Positions at which the register starts again, and where it starts. */
  readonly restarts: Map<number, number>;
}

export function openReadings({ times, registers }: Readings): OpenReadings {
  const restarts = new Map<number, number>();
  const amounts: number[] = [];
  for (let i = 1; i < registers.length; i++) {
    const [before, after] = [registers[i - 1] as number, registers[i] as number];
    const restarted = after < before / 2;
    if (restarted) restarts.set(i, after);
    amounts.push(restarted ? 0 : after - before);
  }
  return {
    times: [...times],
    amounts,
    origin: registers[0] as number,
    resolution: registers.every(Number.isInteger) ? 1 : 0.001,
    shown: new Map(),
    lost: new Set(),
    restarts,
  };
}

/** What comes of them, of the positions from `from` to before `to`. */
export function closeReadings(readings: OpenReadings, from = 0, to = readings.times.length): Readings {
  const { times, shown, lost, restarts } = readings;
  const kept: number[] = [];
  const registers: number[] = [];
  let register = readings.origin;
  for (const [i, time] of times.entries()) {
    if (i > 0) register = restarts.get(i) ?? register + (readings.amounts[i - 1] as number);
    if (i < from || i >= to || lost.has(i)) continue;
    kept.push(time);
    registers.push(rounded(shown.get(i) ?? register, readings.resolution));
  }
  return { times: Float64Array.from(kept), registers: Float64Array.from(registers) };
}

/** Position of the first reading at or after an instant, UTC ms. */
export function indexAt({ times }: OpenReadings, at: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The register at a position, before anything is shown otherwise. */
export function registerAt({ amounts, origin, restarts }: OpenReadings, index: number): number {
  let register = origin;
  for (let i = 1; i <= index; i++) register = restarts.get(i) ?? register + (amounts[i - 1] as number);
  return register;
}

function rounded(register: number, resolution: number): number {
  return resolution === 1 ? Math.round(register) : Math.round(register * 1000) / 1000;
}
