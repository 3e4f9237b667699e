import { openZone } from '@meterworks/assets';
import { type HouseFault, recordingFaults } from './faults.ts';
import { HOUR_MS, openHourGrid } from './hour-grid.ts';
import { houseAbsences, simulateHouseFlows } from './house-flows.ts';
import { DERIVED_HOUSE_METERS, HOUSE_FIRST_DATE, type HouseUnit, houseMeters } from './house-meters.ts';
import { type HouseTruth, type MeterTruth, truthDays } from './house-truth.ts';
import { houseIncidents } from './incidents.ts';
import { dayOn, instantOn } from './local-instant.ts';
import { openRegister } from './meter-register.ts';
import { countedFlow, derivedTruth, incidentFaults, physicalTruth, registerFaults } from './meter-truth.ts';
import { readByHand, readBySensor, type Schedule } from './reading-schedules.ts';
import { Recorder, type Span } from './recorder.ts';
import { simulateWeather } from './weather.ts';

/** kWh in a m³ of gas: 11.504 kWh/m³ of heating value × 0.8885. */
const DEFAULT_GAS_FACTOR = 11.504 * 0.8885;

export interface HouseSimulation extends Span {
  readonly seed: number;
  /** IANA zone of the house's days; days must be whole hours long. Default `Europe/Berlin`. */
  readonly zone?: string;
  /** Hours between two readings of a sensor, default 1. */
  readonly step?: number;
  /** Every physical meter is read by a sensor, none by hand. Default false. */
  readonly allHourly?: boolean;
  /** kWh per m³ of gas, as the configuration has it. Default 10.221304. */
  readonly gasFactor?: number;
}

/** Readings of one meter as they lie in a bucket: the register, faults included, in the order of arrival. */
export interface SimulatedSeries {
  readonly meterId: string;
  readonly kind: 'sensor' | 'typed';
  readonly unit: HouseUnit;
  /** Instants, ms. */
  readonly times: Float64Array;
  /** Register in `unit`, as shown. */
  readonly values: Float64Array;
}

export interface SimulatedHouse extends Span {
  readonly zone: string;
  readonly seed: number;
  readonly series: readonly SimulatedSeries[];
  readonly truth: HouseTruth;
}

/** Instants of local 2022-01-01 and 2026-01-01 in the zone: the demo house's 1,461 days. */
export function defaultHouseSpan(zone = 'Europe/Berlin'): Span {
  const local = openZone(zone);
  return { from: instantOn(local, HOUSE_FIRST_DATE), to: instantOn(local, '2026-01-01') };
}

/**
 * The 26-meter house, from `from` to before `to` (instants, ms). A reading depends on nothing but the seed and its time, so
 * what a longer simulation says about a time is what the shorter one said. A sensor reads a day's end some seconds after midnight:
 * to have the last day closed, simulate a minute further. Throws RangeError if `from` lies before local
 * 2022-01-01, where the house begins, or `to` before `from`, or the step is not a positive number.
 */
export function simulateHouse(options: HouseSimulation): SimulatedHouse {
  const {
    from,
    to,
    seed,
    zone: zoneName = 'Europe/Berlin',
    step = 1,
    allHourly = false,
    gasFactor = DEFAULT_GAS_FACTOR,
  } = options;
  const zone = openZone(zoneName);
  if (from < instantOn(zone, HOUSE_FIRST_DATE))
    throw new RangeError(`the simulated house begins on ${HOUSE_FIRST_DATE}`);
  if (!(to >= from)) throw new RangeError('the end of a simulation lies before its beginning');
  if (!(step > 0)) throw new RangeError(`${step} hours are no step between readings`);

  const span = { from, to };
  const grid = openHourGrid(zone, dayOn(HOUSE_FIRST_DATE), to);
  const weather = simulateWeather(grid, seed);
  const incidents = houseIncidents(zone);
  const flows = simulateHouseFlows({ grid, seed, weather, gasFactor, incidents });
  const days = truthDays(zone, span);
  const recording = recordingFaults(zone);

  const series: SimulatedSeries[] = [];
  const meters = new Map<string, MeterTruth>();
  const faults: HouseFault[] = incidentFaults(incidents, span);
  for (const meter of houseMeters(zone)) {
    const { flow, fault } = countedFlow(zone, grid, flows, meter, span);
    if (fault !== undefined) faults.push(fault);
    const register = openRegister(grid, meter, flow);
    const recorder = new Recorder(
      register,
      recording.filter(({ meterId }) => meterId === meter.meterId),
      span,
      allHourly || meter.kind === 'sensor' ? Math.ceil(grid.hours / step) + 64 : 128,
    );
    const kind = allHourly ? 'sensor' : meter.kind;
    const schedule: Schedule = { grid, zone, seed, meter, end: to };
    if (kind === 'sensor') readBySensor(schedule, step * HOUR_MS, recorder);
    else readByHand(schedule, recorder);
    const { times, values, faults: recorded } = recorder.finish();
    series.push({ meterId: meter.meterId, kind, unit: meter.unit, times, values });
    faults.push(...recorded, ...registerFaults(grid, register, span));
    meters.set(meter.meterId, physicalTruth(grid, register, flow, days, to));
  }
  for (const meter of DERIVED_HOUSE_METERS) meters.set(meter.meterId, derivedTruth(grid, flows, meter, days));
  faults.sort((a, b) => a.from - b.from || a.meterId.localeCompare(b.meterId, 'en'));
  const skipped = days.firstDay - (grid.days[0]?.day ?? days.firstDay);
  const temperatures = weather.dayMeans.slice(skipped, skipped + days.dayStarts.length - 1);
  const absences = houseAbsences(grid, seed, span);
  return { from, to, zone: zoneName, seed, series, truth: { ...days, meters, faults, absences, temperatures } };
}
