/**
 * Made-up houses whose truth is known: what a newcomer sees, and what tests measure against.
 *
 * - *demo house*: the 26-meter house with four years of readings and the faults that real ones have.
 * - *truth*: what the meters really counted, per local day, and every fault that was put in.
 * - *other houses*: a few meters each, of other kinds and without faults.
 * - *synthetic house*: any number of plain meters, for tests of scale.
 */
export type { Absence } from './absences.ts';
export type { FaultType, HouseFault } from './faults.ts';
export type { HouseUnit } from './house-meters.ts';
export type { HouseTruth, MeterTruth } from './house-truth.ts';
export { type OtherHouse, otherHouses, simulateOtherHouse } from './other-houses.ts';
export type { HouseSimulation, SimulatedHouse, SimulatedSeries } from './simulate-house.ts';
export { defaultHouseSpan, simulateHouse } from './simulate-house.ts';
export type { SyntheticHouse, SyntheticHouseOptions, SyntheticMeterEntry } from './synthetic-house.ts';
export { generateSyntheticHouse } from './synthetic-house.ts';
