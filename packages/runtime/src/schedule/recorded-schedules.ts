import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { assertFence } from '../lease/fence.ts';
import { writeEvent } from '../state/event-writer.ts';
import type { Fenced } from '../state/state-store.ts';

/** A schedule as the configuration says it. */
export interface ScheduleDeclaration {
  readonly name: string;
  /** Cron: five fields, or six with seconds in front. */
  readonly expression: string;
  /** IANA zone that the fields are read in. */
  readonly zone: string;
  /** Absent: everything. */
  readonly selection?: string;
}

/** Row of table `schedule`. Times are UTC milliseconds. */
export interface ScheduleRow {
  readonly name: string;
  readonly expression: string;
  readonly zone: string;
  readonly selection: string | null;
  readonly enabled: number;
  readonly changed_by: string | null;
  readonly changed_at: number | null;
  readonly decided_until: number;
}

/**
 * Records which schedules there are now. A new one, and one whose times were changed, begins with the next tick from now on; one
 * that is no longer declared keeps its ticks, and whether it was off.
 */
export function declareSchedules(
  connection: SqliteConnection,
  fence: Fenced,
  schedules: readonly ScheduleDeclaration[],
  clock: Clock,
): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    const now = clock.now();
    const before = new Map(
      connection
        .all<ScheduleRow & { declared: number }>('select * from schedule')
        .map((row) => [row.name, row] as const),
    );
    connection.run('update schedule set declared = 0 where declared = 1');
    for (const [position, { name, expression, zone, selection }] of schedules.entries()) {
      const row = before.get(name);
      const isSame = row?.declared === 1 && row.expression === expression && row.zone === zone;
      connection.run(
        `insert into schedule (name, position, expression, zone, selection, declared, decided_until) values (?, ?, ?, ?, ?, 1, ?)
         on conflict (name) do update set position = excluded.position, expression = excluded.expression, zone = excluded.zone,
           selection = excluded.selection, declared = 1, decided_until = excluded.decided_until`,
        name,
        position,
        expression,
        zone,
        selection ?? null,
        isSame ? row.decided_until : Math.max(now, row?.decided_until ?? now),
      );
    }
  });
}

/** The declared schedules, in the order in which they were declared. */
export function readSchedules(connection: SqliteConnection): ScheduleRow[] {
  return connection.all<ScheduleRow>('select * from schedule where declared = 1 order by position');
}

export type SwitchOutcome = 'switched' | 'unchanged' | 'unknown';

/** Switches a declared schedule on or off, for good; gives whether that changed anything. */
export function switchSchedule(
  connection: SqliteConnection,
  fence: Fenced,
  asked: { readonly schedule: string; readonly enabled: boolean; readonly actor: string },
  clock: Clock,
): Promise<SwitchOutcome> {
  const { schedule, enabled, actor } = asked;
  return connection.write(() => {
    assertFence(connection, fence);
    const row = connection.get<{ enabled: number }>(
      'select enabled from schedule where name = ? and declared = 1',
      schedule,
    );
    if (row === undefined) return 'unknown';
    if ((row.enabled === 1) === enabled) return 'unchanged';
    const at = clock.now();
    connection.run(
      'update schedule set enabled = ?, changed_by = ?, changed_at = ? where name = ?',
      enabled ? 1 : 0,
      actor,
      at,
      schedule,
    );
    writeEvent(connection, { at, kind: 'schedule-switched', payload: { schedule, enabled, actor } });
    return 'switched';
  });
}
