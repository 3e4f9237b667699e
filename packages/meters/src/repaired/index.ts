export {
  type DaysAsked,
  type DaysCheckpoint,
  type RepairedDays,
  repairDays,
  resumeDays,
  shapedDays,
} from './repair-days.ts';
export { spreadTicks } from './spread-ticks.ts';
export { type MeterLife, summarizeDays } from './summarize-days.ts';
