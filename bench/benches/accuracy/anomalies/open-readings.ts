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
  /** Positions from which on the register counts from 0. */
  readonly restarts: Set<number>;
}

export function openReadings({ times, registers }: Readings): OpenReadings {
  return {
    times: [...times],
    amounts: Array.from(
      { length: registers.length - 1 },
      (_, i) => (registers[i + 1] as number) - (registers[i] as number),
    ),
    origin: registers[0] as number,
    resolution: registers.every(Number.isInteger) ? 1 : 0.001,
    shown: new Map(),
    lost: new Set(),
    restarts: new Set(),
  };
}

export function closeReadings(readings: OpenReadings): Readings {
  const { times, shown, lost, restarts } = readings;
  const kept: number[] = [];
  const registers: number[] = [];
  let base = 0;
  let register = readings.origin;
  for (const [i, time] of times.entries()) {
    if (i > 0) register += readings.amounts[i - 1] as number;
    if (restarts.has(i)) base = register;
    if (lost.has(i)) continue;
    kept.push(time);
    registers.push(rounded(shown.get(i) ?? register - base, readings.resolution));
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
export function registerAt({ amounts, origin }: OpenReadings, index: number): number {
  let register = origin;
  for (let i = 0; i < index; i++) register += amounts[i] as number;
  return register;
}

function rounded(register: number, resolution: number): number {
  return resolution === 1 ? Math.round(register) : Math.round(register * 1000) / 1000;
}
