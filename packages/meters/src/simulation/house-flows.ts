import { type Absence, absencesOf } from './absences.ts';
import { type Household, simulateCommonLoad, simulateHousehold } from './electricity-loads.ts';
import { boilerHeating, boilerHotWater, type HeatZone, simulateFireplace, simulateHeatZone } from './heating.ts';
import type { HourGrid } from './hour-grid.ts';
import { applyIncident, type Incident } from './incidents.ts';
import { simulatePresence } from './presence.ts';
import type { Span } from './recorder.ts';
import { simulateSolarStorage } from './solar-storage.ts';
import { simulateGardenWater, simulateWaterUse, type WaterUse } from './water-draws.ts';
import type { Weather } from './weather.ts';

const HOUSEHOLDS: readonly Household[] = [
  { name: 'eg_strom', yearly: 3300, base: 0.11 },
  { name: 'og1_strom', yearly: 2600, base: 0.08 },
  { name: 'og2_strom', yearly: 1900, base: 0.06 },
];

const HEAT_ZONES: readonly HeatZone[] = [
  { name: 'eg_nord_heat', loss: 0.105, solarGain: 2, office: false },
  { name: 'eg_sud_heat', loss: 0.095, solarGain: 11, office: false },
  { name: 'og1_heat', loss: 0.09, solarGain: 6, office: false },
  { name: 'og2_heat', loss: 0.075, solarGain: 6, office: false },
  { name: 'buro_heat', loss: 0.06, solarGain: 3, office: true },
];

/** Litres a day; the ground floor has no water meter of its own, the main meter sees it all the same. */
const WATER_USES: readonly (WaterUse & { readonly household: string; readonly warm: boolean })[] = [
  { name: 'og1_wasser_kalt', household: 'og1_strom', daily: 130, warm: false },
  { name: 'og1_wasser_warm', household: 'og1_strom', daily: 62, warm: true },
  { name: 'og2_wasser_kalt', household: 'og2_strom', daily: 95, warm: false },
  { name: 'og2_wasser_warm', household: 'og2_strom', daily: 44, warm: true },
  { name: 'eg_wasser_kalt', household: 'eg_strom', daily: 150, warm: false },
  { name: 'eg_wasser_warm', household: 'eg_strom', daily: 66, warm: true },
];

/**
 * What truly flows in each hour, by meter id, in the meter's output unit (kWh, m³, MWh). Parts and wholes are built from
 * one another, so they agree in every hour:
 *
 * - `strom_total` = flats + `strom_allgemein`; `strom_alt_HT` and `strom_alt_NT` share it by the clock.
 * - `gas_total` = `gastherme_gesamt` ÷ gas factor + `eg_kalfire`; `gastherme_gesamt` = heating + hot water.
 * - `haupt_wasser` = both upper flats' cold and warm water + the ground floor and the garden.
 */
export type HouseFlows = ReadonlyMap<string, Float64Array>;

export interface HouseFlowsInput {
  readonly grid: HourGrid;
  readonly seed: number;
  readonly weather: Weather;
  /** kWh per m³ of gas. */
  readonly gasFactor: number;
  readonly incidents: readonly Incident[];
}

export function simulateHouseFlows({ grid, seed, weather, gasFactor, incidents }: HouseFlowsInput): HouseFlows {
  const flows = new Map<string, Float64Array>();
  const add = (name: string, flow: Float64Array): Float64Array => {
    for (const incident of incidents) if (incident.stream === name) applyIncident(flow, grid, incident);
    flows.set(name, flow);
    return flow;
  };

  const presence = new Map(HOUSEHOLDS.map(({ name }) => [name, simulatePresence(grid, seed, name)]));
  const atHome = (household: string): Uint8Array => presence.get(household) ?? new Uint8Array(grid.days.length).fill(1);

  const flats = HOUSEHOLDS.map((household) =>
    add(household.name, simulateHousehold(grid, seed, household, atHome(household.name))),
  );
  const storage = simulateSolarStorage(grid, weather, simulateCommonLoad(grid, seed, weather));
  add('solarspeicher', storage.delivered);
  const total = add('strom_total', sumOf(grid.hours, [...flats, add('strom_allgemein', storage.drawn)]));
  add('haupt_strom', total);
  const { high, low } = splitByTariff(grid, total);
  add('strom_alt_HT', high);
  add('strom_alt_NT', low);

  const water = WATER_USES.map((use) => add(use.name, simulateWaterUse(grid, seed, use, atHome(use.household))));
  add('haupt_wasser', sumOf(grid.hours, [...water, simulateGardenWater(grid, seed, weather)]));

  const heat = HEAT_ZONES.map((zone) => add(zone.name, simulateHeatZone(grid, seed, weather, zone)));
  const heating = add('gastherme_heizen', boilerHeating(heat, grid.hours));
  const warm = water.filter((_, index) => WATER_USES[index]?.warm === true);
  const hotWater = add('gastherme_warmwasser', boilerHotWater(warm, grid.hours));
  const boiler = add('gastherme_gesamt', sumOf(grid.hours, [heating, hotWater]));
  const fireplace = add('eg_kalfire', simulateFireplace(grid, seed, weather));
  const gas = add(
    'gas_total',
    boiler.map((kwh, hour) => kwh / gasFactor + (fireplace[hour] ?? 0)),
  );
  add('gas_zahler_alt', gas);
  add('gas_zahler', gas);
  return flows;
}

/** When whole flats were away, with the meters that count for one flat alone: those of several show it only in part. */
export function houseAbsences(grid: HourGrid, seed: number, span: Span): readonly Absence[] {
  return HOUSEHOLDS.flatMap(({ name }) => {
    const ofWater = WATER_USES.filter(({ household }) => household === name).map((use) => use.name);
    return absencesOf(grid, simulatePresence(grid, seed, name), [name, ...ofWater], span);
  });
}

function sumOf(hours: number, parts: readonly Float64Array[]): Float64Array {
  const sum = new Float64Array(hours);
  for (const part of parts) for (let hour = 0; hour < hours; hour++) sum[hour] = (sum[hour] ?? 0) + (part[hour] ?? 0);
  return sum;
}

/** The low tariff runs from 22 to 6 o'clock by the wall clock, every day. */
function splitByTariff(grid: HourGrid, total: Float64Array): { high: Float64Array; low: Float64Array } {
  const isLow = (hour: number): boolean => {
    const wall = grid.wallHours[hour] ?? 0;
    return wall >= 22 || wall < 6;
  };
  return {
    high: total.map((flow, hour) => (isLow(hour) ? 0 : flow)),
    low: total.map((flow, hour) => (isLow(hour) ? flow : 0)),
  };
}
