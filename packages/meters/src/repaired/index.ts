export { spreadTicks } from './spread-ticks.ts';
export { type MeterLife, summarizeDays } from './summarize-days.ts';
