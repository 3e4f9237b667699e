export { summarizeDays } from './summarize-days.ts';
