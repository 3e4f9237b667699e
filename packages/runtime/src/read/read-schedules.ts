import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { openSchedule } from '../schedule/open-schedule.ts';
import { readSchedules } from '../schedule/recorded-schedules.ts';
import { recentTicks } from '../schedule/recorded-ticks.ts';
import type { ReadingConnection } from './reading-connection.ts';
import type { ScheduleView, TickView } from './request-views.ts';

/** The declared schedules; `now` (UTC ms) says what comes next. */
export async function readScheduleViews(state: ReadingConnection, count: number, now: number): Promise<ScheduleView[]> {
  const found = await state.read((connection) =>
    readSchedules(connection).map((row) => ({ row, lastTick: readTickViews(connection, row.name, 1)[0] ?? null })),
  );
  return Promise.all(
    found.map(async ({ row, lastTick }) => ({
      name: row.name,
      expression: row.expression,
      zone: row.zone,
      selection: row.selection,
      enabled: row.enabled === 1,
      switchedBy: row.changed_by,
      switchedAt: row.changed_at,
      lastTick,
      next: await nextTicks(row, count, now),
    })),
  );
}

export function readTickViews(connection: SqliteConnection, schedule: string, limit: number): TickView[] {
  return recentTicks(connection, schedule, limit);
}

async function nextTicks(
  { expression, zone }: { readonly expression: string; readonly zone: string },
  count: number,
  now: number,
): Promise<number[]> {
  const schedule = await openSchedule(expression, zone);
  const ticks: number[] = [];
  for (let next = schedule.next(now); next !== undefined && ticks.length < count; next = schedule.next(next))
    ticks.push(next);
  return ticks;
}
