import { eachHour, type HourGrid } from './hour-grid.ts';
import { flatHeating, type LoadShape, officeHeating } from './load-shapes.ts';
import { openStream, smoothNoiseAt, uniformAt } from './seeded-random.ts';
import type { Weather } from './weather.ts';

/** Outdoor temperature from which on nothing is heated, °C. */
const HEATING_LIMIT = 15;
/** Of the gas burnt for heating, the share that the heat meters see; the rest leaves by the flue and the cellar's pipes. */
const HEATING_EFFICIENCY = 0.88;
/** kWh to warm one m³ by 48 K. */
const KWH_PER_WARM_M3 = 55.8;
const HOT_WATER_EFFICIENCY = 0.78;
/** The circulation's loss, kWh of gas per hour. */
const CIRCULATION = 0.11;

export interface HeatZone {
  readonly name: string;
  /** Loss of the rooms, kW per kelvin below the heating limit. */
  readonly loss: number;
  /** Kelvins that full sun through the windows is worth. */
  readonly solarGain: number;
  readonly office: boolean;
}

/** MWh per hour, by degree hours: nothing above the heating limit, set back at night. */
export function simulateHeatZone(grid: HourGrid, seed: number, weather: Weather, zone: HeatZone): Float64Array {
  const habits = openStream(seed, `${zone.name}/habits`);
  const windows = openStream(seed, `${zone.name}/windows`);
  const shape: LoadShape = zone.office ? officeHeating : flatHeating;
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    const felt = 0.6 * (weather.sluggishMeans[index] ?? 0) + 0.4 * (weather.temperature[hour] ?? 0);
    const kelvins = HEATING_LIMIT - felt - zone.solarGain * (weather.sun[hour] ?? 0);
    if (kelvins <= 0) return;
    const asked = shape[day.dayClass][grid.wallHours[hour] ?? 0] ?? 1;
    const habit = 1 + 0.1 * smoothNoiseAt(habits, day.day / 11);
    flow[hour] =
      (zone.loss * kelvins * asked * habit * (0.85 + 0.3 * uniformAt(windows, grid.firstHour + hour))) / 1000;
  });
  return flow;
}

/** Gas for heating, kWh per hour, from what the heat zones take (MWh per hour). */
export function boilerHeating(heat: readonly Float64Array[], hours: number): Float64Array {
  const flow = new Float64Array(hours);
  for (const zone of heat) {
    for (let hour = 0; hour < hours; hour++)
      flow[hour] = (flow[hour] ?? 0) + ((zone[hour] ?? 0) * 1000) / HEATING_EFFICIENCY;
  }
  return flow;
}

/** Gas for hot water, kWh per hour, from what is drawn warm (m³ per hour). */
export function boilerHotWater(warm: readonly Float64Array[], hours: number): Float64Array {
  const flow = new Float64Array(hours).fill(CIRCULATION);
  for (const tap of warm) {
    for (let hour = 0; hour < hours; hour++) {
      flow[hour] = (flow[hour] ?? 0) + ((tap[hour] ?? 0) * KWH_PER_WARM_M3) / HOT_WATER_EFFICIENCY;
    }
  }
  return flow;
}

/** The gas fireplace of the ground floor, m³ per hour: on some cold evenings, more often when there is no work the next day. */
export function simulateFireplace(grid: HourGrid, seed: number, weather: Weather): Float64Array {
  const evenings = openStream(seed, 'fireplace/evenings');
  const lengths = openStream(seed, 'fireplace/lengths');
  const flow = new Float64Array(grid.hours);
  eachHour(grid, (hour, day, index) => {
    const cold = (weather.dayMeans[index] ?? 0) < 7;
    const chance = day.dayClass === 'workday' ? 0.16 : 0.5;
    if (!cold || uniformAt(evenings, day.day) >= chance) return;
    const wall = grid.wallHours[hour] ?? 0;
    const length = 2 + Math.floor(4 * uniformAt(lengths, day.day));
    if (wall >= 18 && wall < 18 + length) flow[hour] = 0.72;
  });
  return flow;
}
