/** What tests of several packages stand on. Nothing of it runs in production. */
export { type SimulatedHome, type SimulatedTibber, simulatedTibber } from './simulated-tibber.ts';
