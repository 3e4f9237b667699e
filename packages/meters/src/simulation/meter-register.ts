import { HOUR_MS, type HourGrid } from './hour-grid.ts';
import type { HouseMeter } from './house-meters.ts';

/** What a meter has counted, at any instant of a simulation. */
export interface MeterRegister {
  readonly meter: HouseMeter;
  /** In the meter's unit, without rollover, at an instant from installation to removal; within an hour the flow is even. */
  trueAt(instant: number): number;
  /** What the dial shows at the instant: rolled over and cut to its places. */
  readAt(instant: number): number;
  /** What the dial shows for a true register. */
  shown(register: number): number;
}

/** `flow` is what the meter counts in each hour of the grid, in its unit. */
export function openRegister(grid: HourGrid, meter: HouseMeter, flow: Float64Array): MeterRegister {
  const counted = new Float64Array(grid.hours + 1);
  for (let hour = 0; hour < grid.hours; hour++) counted[hour + 1] = (counted[hour] ?? 0) + (flow[hour] ?? 0);
  const sinceStart = (instant: number): number => {
    const position = (instant - grid.start) / HOUR_MS;
    const hour = Math.min(grid.hours, Math.floor(position));
    return (counted[hour] ?? 0) + (position - hour) * (flow[hour] ?? 0);
  };
  const before = meter.installedAt <= grid.start + grid.hours * HOUR_MS ? sinceStart(meter.installedAt) : 0;
  const scale = 10 ** meter.decimals;
  const capacity = meter.digits === undefined ? Number.POSITIVE_INFINITY : 10 ** meter.digits;
  // A millionth of the last place keeps 28114.2 from being shown as 28114.19.
  const shown = (register: number): number =>
    Math.floor((register < capacity ? register : register % capacity) * scale + 1e-6) / scale;
  const trueAt = (instant: number): number => meter.initial + sinceStart(instant) - before;
  return { meter, trueAt, readAt: (instant) => shown(trueAt(instant)), shown };
}
