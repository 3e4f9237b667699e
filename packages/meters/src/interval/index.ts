export { type IntervalSeries, joinIntervals } from './join-intervals.ts';
export { withIntervals } from './with-intervals.ts';
