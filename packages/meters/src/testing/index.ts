/** What tests of several packages stand on. Nothing of it runs in production. */

export { type MadeCell, makeWorkbook } from './made-workbook.ts';
export { type SimulatedHome, type SimulatedTibber, simulatedTibber } from './simulated-tibber.ts';
