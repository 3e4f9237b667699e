export { type MeterLife, summarizeDays } from './summarize-days.ts';
