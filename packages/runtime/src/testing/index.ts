/**
 * For tests of assets: real stores in memory, a clock that is moved by hand, sources of plain values.
 *
 * - workshop: an engine with its stores and its clock; its graph may be defined anew, as by another version of the program
 */
export { ManualClock } from '../clock/manual-clock.ts';
export { type HttpReceiver, openHttpReceiver } from './http-receiver.ts';
export { type InfluxServer, influxAvailable, startInfluxServer } from './influx-server.ts';
export { madeSpans } from './made-spans.ts';
export { type Mosquitto, mosquittoAvailable, startMosquitto } from './mosquitto.ts';
export { ValueSource } from './value-source.ts';
export { openWorkshop, type Workshop, type WorkshopGraph, type WorkshopOptions } from './workshop.ts';
