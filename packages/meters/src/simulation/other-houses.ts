import { dayNumber, openZone } from '@meterworks/assets';
import { type Absence, absencesOf } from './absences.ts';
import { simulateHousehold } from './electricity-loads.ts';
import { simulateHeatZone } from './heating.ts';
import { eachHour, HOUR_MS, type HourGrid, openHourGrid } from './hour-grid.ts';
import { HOUSE_FIRST_DATE, type HouseUnit } from './house-meters.ts';
import { officeActivity } from './load-shapes.ts';
import { dayOn, instantOn } from './local-instant.ts';
import { openRegister } from './meter-register.ts';
import { simulatePresence } from './presence.ts';
import { readBySensor } from './reading-schedules.ts';
import { Recorder, type Span } from './recorder.ts';
import { openStream, uniformAt } from './seeded-random.ts';
import type { SimulatedSeries } from './simulate-house.ts';
import { simulateWaterUse } from './water-draws.ts';
import { simulateWeather, type Weather } from './weather.ts';

/**
 * Houses of other kinds than the demo house, each a few meters without any fault:
 *
 * - `solar`: a family whose roof feeds the grid; import and export are what is left over in each hour.
 * - `travellers`: a flat that is left for four to sixteen days, five times a year.
 * - `gas`: a gas meter that counts heating, hot water and cooking.
 * - `workshop`: busy on workdays, all but dead at weekends, closed for two weeks in August and over the turn of the year.
 */
export const otherHouses = ['solar', 'travellers', 'gas', 'workshop'] as const;
export type OtherHouse = (typeof otherHouses)[number];

export interface OtherHouseSimulation extends Span {
  readonly house: OtherHouse;
  readonly seed: number;
  /** IANA zone of the house's days; default `Europe/Berlin`. */
  readonly zone?: string;
}

export interface SimulatedOtherHouse {
  /** Read each hour by sensors. */
  readonly series: readonly SimulatedSeries[];
  readonly absences: readonly Absence[];
}

/** A meter's flow: amount per hour of the grid, in the unit. */
interface Flow {
  readonly meterId: string;
  readonly unit: HouseUnit;
  readonly decimals: number;
  readonly hourly: Float64Array;
}

interface HouseInput {
  readonly grid: HourGrid;
  readonly seed: number;
  readonly weather: Weather;
}

interface HouseAndAbsence {
  readonly flows: readonly Flow[];
  readonly presence: Uint8Array;
  /** Meters that all but stop while nobody is there. */
  readonly asleep: readonly string[];
}

/** From `from` to before `to` (instants, ms; not before local 2022-01-01). A reading depends on nothing but house, seed and time. */
export function simulateOtherHouse(options: OtherHouseSimulation): SimulatedOtherHouse {
  const { house, seed, from, to, zone: zoneName = 'Europe/Berlin' } = options;
  const zone = openZone(zoneName);
  const grid = openHourGrid(zone, dayOn(HOUSE_FIRST_DATE), to);
  const { flows, presence, asleep } = simulations[house]({ grid, seed, weather: simulateWeather(grid, seed) });
  const installedAt = instantOn(zone, HOUSE_FIRST_DATE);
  const series = flows.map(({ meterId, unit, decimals, hourly }): SimulatedSeries => {
    const meter = { meterId, unit, decimals, digits: undefined, kind: 'sensor', installedAt } as const;
    const placed = { ...meter, removedAt: Number.POSITIVE_INFINITY, initial: 1000 };
    const recorder = new Recorder(openRegister(grid, placed, hourly), [], { from, to }, grid.hours + 1);
    readBySensor({ grid, zone, seed, meter: placed, end: to }, HOUR_MS, recorder);
    const { times, values } = recorder.finish();
    return { meterId, kind: 'sensor', unit, times, values };
  });
  return { series, absences: absencesOf(grid, presence, asleep, { from, to }) };
}

const simulations: Readonly<Record<OtherHouse, (input: HouseInput) => HouseAndAbsence>> = {
  solar: ({ grid, seed, weather }) => {
    const presence = simulatePresence(grid, seed, 'family');
    const load = simulateHousehold(grid, seed, { name: 'family_strom', yearly: 4200, base: 0.17 }, presence);
    // 8 kW at full sun.
    const sun = weather.sun.map((share) => 8 * share);
    const { hours } = grid;
    const imported = Float64Array.from({ length: hours }, (_, h) => Math.max(0, (load[h] ?? 0) - (sun[h] ?? 0)));
    const exported = Float64Array.from({ length: hours }, (_, h) => Math.max(0, (sun[h] ?? 0) - (load[h] ?? 0)));
    return {
      presence,
      asleep: ['strom_bezug'],
      flows: [
        { meterId: 'strom_bezug', unit: 'kWh', decimals: 3, hourly: imported },
        { meterId: 'strom_einspeisung', unit: 'kWh', decimals: 3, hourly: exported },
        { meterId: 'pv', unit: 'kWh', decimals: 3, hourly: sun },
      ],
    };
  },
  travellers: ({ grid, seed }) => {
    const presence = travellersPresence(grid, seed);
    return {
      presence,
      asleep: ['strom', 'wasser'],
      flows: [
        {
          meterId: 'strom',
          unit: 'kWh',
          decimals: 3,
          hourly: simulateHousehold(grid, seed, { name: 'strom', yearly: 2400, base: 0.07 }, presence),
        },
        {
          meterId: 'wasser',
          unit: 'm³',
          decimals: 3,
          hourly: simulateWaterUse(grid, seed, { name: 'wasser', daily: 210 }, presence),
        },
      ],
    };
  },
  gas: ({ grid, seed, weather }) => {
    const presence = simulatePresence(grid, seed, 'family');
    const zone = { name: 'haus_heat', loss: 0.21, solarGain: 5, office: false };
    const heat = simulateHeatZone(grid, seed, weather, zone);
    const water = simulateWaterUse(grid, seed, { name: 'warmwasser', daily: 120 }, presence);
    const stove = openStream(seed, 'stove');
    const gas = new Float64Array(grid.hours);
    eachHour(grid, (hour, _, day) => {
      // MWh of heat and m³ of warm water to m³ of gas; a pilot flame has none of these boilers.
      const meal = presence[day] === 1 && [12, 18].includes(grid.wallHours[hour] ?? 0);
      const cooking = meal && uniformAt(stove, grid.firstHour + hour) < 0.6 ? 0.08 : 0;
      gas[hour] = (heat[hour] ?? 0) * 115 + (water[hour] ?? 0) * 6.8 + cooking;
    });
    return { presence, asleep: [], flows: [{ meterId: 'gas', unit: 'm³', decimals: 2, hourly: gas }] };
  },
  workshop: ({ grid, seed, weather }) => {
    const presence = workshopPresence(grid, seed);
    const machines = openStream(seed, 'machines');
    const orders = openStream(seed, 'orders');
    const power = new Float64Array(grid.hours);
    const water = new Float64Array(grid.hours);
    eachHour(grid, (hour, day, index) => {
      const at = grid.firstHour + hour;
      const isOpen = presence[index] === 1;
      const shape = isOpen ? (officeActivity[day.dayClass][grid.wallHours[hour] ?? 0] ?? 0) : 0;
      const busy = 0.75 + 0.5 * uniformAt(orders, day.day);
      const dark = (weather.sun[hour] ?? 0) > 0.05 ? 0 : 0.3;
      power[hour] = 1.1 + dark + 6 * shape * busy * (0.6 + 0.8 * uniformAt(machines, at));
      const isWorking = isOpen && day.dayClass === 'workday' && shape > 1;
      if (isWorking && uniformAt(machines, -at) < 0.85) water[hour] = 0.012 * (0.4 + 1.2 * uniformAt(orders, -at));
    });
    return {
      presence,
      asleep: ['werkstatt_strom', 'werkstatt_wasser'],
      flows: [
        { meterId: 'werkstatt_strom', unit: 'kWh', decimals: 2, hourly: power },
        { meterId: 'werkstatt_wasser', unit: 'm³', decimals: 3, hourly: water },
      ],
    };
  },
};

/** Five times a year, in every season, somewhere within 73 days. */
function travellersPresence(grid: HourGrid, seed: number): Uint8Array {
  const trips = openStream(seed, 'trips');
  return Uint8Array.from(grid.days, ({ day }) => {
    const season = Math.floor(day / 73);
    const length = 4 + Math.floor(13 * uniformAt(trips, 2 * season));
    const start = season * 73 + Math.floor((73 - length) * uniformAt(trips, 2 * season + 1));
    return day >= start && day < start + length ? 0 : 1;
  });
}

function workshopPresence(grid: HourGrid, seed: number): Uint8Array {
  const closings = openStream(seed, 'closings');
  return Uint8Array.from(grid.days, ({ day, year, dayOfYear }) => {
    const august = dayNumber(year, 8, 1) + Math.floor(10 * uniformAt(closings, year));
    const isTurnOfYear = dayOfYear === 1 || day >= dayNumber(year, 12, 24);
    return isTurnOfYear || (day >= august && day < august + 14) ? 0 : 1;
  });
}
