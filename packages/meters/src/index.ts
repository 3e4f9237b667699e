/**
 * Utility-meter analytics as assets: what a house's configuration declares, and what is computed of its readings.
 *
 * - reading: the register of a meter at an instant; register: the running count; advance: what it moved within a day; close: its value at
 *   the end of a day
 * - interval energy: what was used in a stretch of time, as a supplier tells it; never a register
 * - repaired: what of the readings is believed; rollover, reset and exchange: ways in which a register falls without being wrong
 * - physical, master, virtual meter: one that hangs on a wall; one logical meter over replaced or summed ones; one that is calculated
 * - consumption: advance by day, and its sums by month and year; quality: measured, estimated, extrapolated or unknown
 * - anomaly: one day's verdict; incident: verdicts of consecutive days with one id
 */
export { decisionSeries } from './findings/decision-series.ts';
export { commodityOf } from './house/commodity.ts';
export { homeAssistantLayout, meterPlaces } from './house/home-assistant-layout.ts';
export { intervalSeries, priceSeries, tibberSource } from './house/interval-sources.ts';
export { inputNumberKind, type MeterHouse, meterHouse, sensorKind } from './house/meter-house.ts';
export type { SamplesPort } from './house/samples-port.ts';
export { housePublications, resultMark } from './publication/house-publications.ts';
export { parseUnit } from './units/unit.ts';
export type { Anomaly } from './values/anomaly.ts';
export type { DailyConsumption, RollupConsumption } from './values/consumption.ts';
export type { DayValue } from './values/day-value.ts';
export { type QualityCodes, qualityCodes } from './values/quality-codes.ts';
export type { RepairEvent, RepairedDay } from './values/repaired-day.ts';
