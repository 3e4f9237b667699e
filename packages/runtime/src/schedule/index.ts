/**
 * Doing things when they are due.
 *
 * - schedule: a name with a cron expression in a zone, switched on or off
 * - tick: one instant at which a schedule is due; it is decided exactly once, with a sentence that says how and why
 */
export type { TickDecision } from './decide-ticks.ts';
export { openSchedule } from './open-schedule.ts';
export {
  declareSchedules,
  type ScheduleDeclaration,
  type SwitchOutcome,
  switchSchedule,
} from './recorded-schedules.ts';
export { recentTicks, type Tick, type TickOutcome } from './recorded-ticks.ts';
export { Scheduler, type SchedulerParts } from './scheduler.ts';
