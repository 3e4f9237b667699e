import type { HourGrid } from './hour-grid.ts';
import type { Weather } from './weather.ts';

/** kW at full sun, kWh of usable storage, kW into the house, share of the charge that is kept. */
const PLANT = { peak: 2.4, capacity: 5, inverter: 0.8, efficiency: 0.93 } as const;

export interface SolarStorage {
  /** What the storage gives to the common circuit, kWh per hour: the meter `solarspeicher`. */
  readonly delivered: Float64Array;
  /** What the common circuit still draws from the grid, kWh per hour, never negative: `strom_allgemein`. */
  readonly drawn: Float64Array;
}

/**
 * A photovoltaic plant that charges a storage, which feeds the common circuit alone and never the grid. So the main
 * meter sees the flats in full and of the common load what the storage left over. The storage is empty in the first hour.
 */
export function simulateSolarStorage(grid: HourGrid, weather: Weather, commonLoad: Float64Array): SolarStorage {
  const delivered = new Float64Array(grid.hours);
  const drawn = new Float64Array(grid.hours);
  let stored = 0;
  for (let hour = 0; hour < grid.hours; hour++) {
    const load = commonLoad[hour] ?? 0;
    stored = Math.min(PLANT.capacity, stored + PLANT.peak * (weather.sun[hour] ?? 0) * PLANT.efficiency);
    const given = Math.min(stored, load, PLANT.inverter);
    stored -= given;
    delivered[hour] = given;
    drawn[hour] = load - given;
  }
  return { delivered, drawn };
}
