/** What a daemon says about itself to those who watch it: counts, durations and times, in Prometheus' text format. */
export { openHappenings } from './happenings.ts';
export { type Metrics, type MetricsParts, openMetrics } from './open-metrics.ts';
