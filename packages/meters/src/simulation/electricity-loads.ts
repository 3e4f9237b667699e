import { eachHour, type HourGrid } from './hour-grid.ts';
import { householdActivity, officeActivity } from './load-shapes.ts';
import { openStream, smoothNoiseAt, uniformAt } from './seeded-random.ts';
import type { Weather } from './weather.ts';

const HOURS_PER_YEAR = 8766;

export interface Household {
  readonly name: string;
  /** What a year comes to about, kWh. */
  readonly yearly: number;
  /** Refrigerator, router, standby: kW, day and night. */
  readonly base: number;
}

/** kWh per hour. `presence` is 1 or 0 per local day. */
export function simulateHousehold(
  grid: HourGrid,
  seed: number,
  household: Household,
  presence: Uint8Array,
): Float64Array {
  const bursts = openStream(seed, `${household.name}/bursts`);
  const habits = openStream(seed, `${household.name}/habits`);
  const idle = openStream(seed, `${household.name}/idle`);
  const activity = household.yearly / HOURS_PER_YEAR - household.base;
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    const at = grid.firstHour + hour;
    const season = 1 + 0.18 * Math.cos((2 * Math.PI * (day.dayOfYear - 15)) / 365.25);
    const habit = 1 + 0.15 * smoothNoiseAt(habits, day.day / 9);
    const burst = 0.4 + 1.8 * uniformAt(bursts, at) ** 2;
    const home = presence[index] === 1 ? 1 : 0.06;
    const shape = householdActivity[day.dayClass][grid.wallHours[hour] ?? 0] ?? 1;
    flow[hour] = household.base * (0.9 + 0.2 * uniformAt(idle, at)) + activity * shape * season * habit * burst * home;
  });
  return flow;
}

/** Office, lights of the stairs and the heating's pumps before the solar storage helps: kWh per hour. */
export function simulateCommonLoad(grid: HourGrid, seed: number, weather: Weather): Float64Array {
  const bursts = openStream(seed, 'common/bursts');
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    const shape = officeActivity[day.dayClass][grid.wallHours[hour] ?? 0] ?? 1;
    const pumps = (weather.sluggishMeans[index] ?? 0) < 15 ? 0.09 : 0.02;
    const lights = (weather.sun[hour] ?? 0) > 0.05 ? 0.01 : 0.05;
    flow[hour] = 0.06 + pumps + lights + 0.14 * shape * (0.7 + 0.6 * uniformAt(bursts, grid.firstHour + hour));
  });
  return flow;
}
