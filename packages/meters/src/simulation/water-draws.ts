import { eachHour, HOUR_MS, type HourGrid } from './hour-grid.ts';
import { waterDraws } from './load-shapes.ts';
import { openStream, uniformAt } from './seeded-random.ts';
import type { Weather } from './weather.ts';

/** About what one turn of a tap, flush or shower takes, litres. */
const LITRES_A_DRAW = 14;

export interface WaterUse {
  readonly name: string;
  /** Litres on an average day at home. */
  readonly daily: number;
}

/** m³ per hour; hours without a draw are exactly 0. `presence` is 1 or 0 per local day. */
export function simulateWaterUse(grid: HourGrid, seed: number, use: WaterUse, presence: Uint8Array): Float64Array {
  const turns = openStream(seed, `${use.name}/turns`);
  const sizes = openStream(seed, `${use.name}/sizes`);
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    if (presence[index] === 0) return;
    const at = grid.firstHour + hour;
    const expected = (use.daily / 24) * (waterDraws[day.dayClass][grid.wallHours[hour] ?? 0] ?? 1);
    const chance = Math.min(0.95, expected / LITRES_A_DRAW);
    if (uniformAt(turns, at) < chance) flow[hour] = ((expected / chance) * (0.5 + uniformAt(sizes, at))) / 1000;
  });
  return flow;
}

/** The garden hose on dry summer evenings, m³ per hour. */
export function simulateGardenWater(grid: HourGrid, seed: number, weather: Weather): Float64Array {
  const evenings = openStream(seed, 'garden/evenings');
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    const wall = grid.wallHours[hour] ?? 0;
    if (wall !== 19 && wall !== 20) return;
    const dry = (weather.clearness[index] ?? 0) > 0.55 && (weather.dayMeans[index] ?? 0) > 16;
    if (dry && uniformAt(evenings, day.day) < 0.6)
      flow[hour] = 0.12 + 0.1 * uniformAt(evenings, -(grid.start / HOUR_MS + hour));
  });
  return flow;
}
