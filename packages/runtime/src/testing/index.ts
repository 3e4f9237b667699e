/** For tests of what uses the runtime: a clock that is moved by hand. */
export { ManualClock } from '../clock/manual-clock.ts';
