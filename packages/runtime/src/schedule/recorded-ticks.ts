import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { assertFence } from '../lease/fence.ts';
import { writeEvent } from '../state/event-writer.ts';
import type { Json, RunId } from '../state/run-record.ts';
import type { Fenced } from '../state/state-store.ts';
import type { DecidedTick, TickDecision, TickReason } from './decide-ticks.ts';

/** A tick of a schedule and what became of it. Times are UTC milliseconds. */
export interface Tick {
  readonly id: number;
  readonly schedule: string;
  readonly firstDue: number;
  readonly due: number;
  readonly decision: TickDecision;
  readonly sentence: string;
  /** Null where it was decided before reasons were recorded. */
  readonly reason: TickReason | null;
  readonly decidedAt: number;
  readonly run: number | null;
  readonly status: string | null;
  /** What came of its work, in a sentence. */
  readonly outcome: string | null;
  /** The same as facts; null where the work did not end in a run's report. */
  readonly cameTo: TickWork | null;
  readonly finishedAt: number | null;
}

/** What the work of a tick came to, in partitions and seconds. */
export interface TickWork {
  readonly made: number;
  readonly failed: number;
  readonly seconds: number;
  /** What others answered amiss, in sentences. */
  readonly faults: readonly string[];
}

/** How the work of a tick ended. */
export interface TickOutcome {
  readonly status: 'success' | 'partial' | 'failed' | 'cancelled' | 'interrupted';
  readonly outcome: string;
  readonly cameTo?: TickWork;
  readonly run?: RunId;
}

/**
 * Records decisions: the one statement that records a tick is the one that claims it. Gives the tick that is to be worked on, if
 * one is, and if nobody decided it before.
 */
export function claimTicks(
  connection: SqliteConnection,
  fence: Fenced,
  schedule: string,
  ticks: readonly DecidedTick[],
  clock: Clock,
): Promise<Tick | undefined> {
  return connection.write(() => {
    assertFence(connection, fence);
    const at = clock.now();
    let claimed: Tick | undefined;
    for (const { firstDue, due, decision, sentence, reason } of ticks) {
      const isWork = decision === 'run' || decision === 'catch-up';
      const row = connection.get<TickRow>(
        `insert into tick (schedule, first_due, due, decision, sentence, reason, decided_at, finished_at)
         values (?, ?, ?, ?, ?, ?, ?, ?)
         on conflict (schedule, due) do nothing returning *`,
        schedule,
        firstDue,
        due,
        decision,
        sentence,
        JSON.stringify(reason),
        at,
        isWork ? null : at,
      );
      if (row === undefined) continue;
      if (isWork) claimed = tickOf(row);
      writeEvent(connection, { at, kind: 'tick-decided', payload: { schedule, due, decision } satisfies Json });
    }
    const last = ticks.at(-1);
    if (last !== undefined)
      connection.run(
        'update schedule set decided_until = ? where name = ? and decided_until < ?',
        last.due,
        schedule,
        last.due,
      );
    return claimed;
  });
}

/** Records what came of a tick's work; the first outcome stands. */
export function finishTick(
  connection: SqliteConnection,
  fence: Fenced,
  id: number,
  { status, outcome, cameTo, run }: TickOutcome,
  clock: Clock,
): Promise<void> {
  return connection.write(() => {
    assertFence(connection, fence);
    const at = clock.now();
    const row = connection.get<TickRow>(
      'update tick set status = ?, outcome = ?, came_to = ?, run_id = ?, finished_at = ? where id = ? and finished_at is null returning *',
      status,
      outcome,
      cameTo === undefined ? null : JSON.stringify(cameTo),
      run ?? null,
      at,
      id,
    );
    if (row === undefined) return;
    const payload = { schedule: row.schedule, due: row.due, status };
    writeEvent(connection, { at, kind: 'tick-finished', ...(run === undefined ? {} : { run }), payload });
  });
}

/** Ticks that were begun and not finished, oldest first: after a start, those that the process before left behind. */
export function unfinishedTicks(connection: SqliteConnection): Tick[] {
  return connection.all<TickRow>('select * from tick where finished_at is null order by id').map(tickOf);
}

/**
 * Takes back the decisions of ticks after `now`, which were made while the clock was wrong; gives how many. Without it a schedule
 * would be silent until then.
 */
export function withdrawTicks(
  connection: SqliteConnection,
  fence: Fenced,
  schedule: string,
  now: number,
): Promise<number> {
  return connection.write(() => {
    assertFence(connection, fence);
    const { changes } = connection.run('delete from tick where schedule = ? and due > ?', schedule, now);
    connection.run('update schedule set decided_until = ? where name = ?', now, schedule);
    return changes;
  });
}

/** The newest ticks of a schedule, newest first. */
export function recentTicks(connection: SqliteConnection, schedule: string, limit: number): Tick[] {
  return connection
    .all<TickRow>('select * from tick where schedule = ? order by due desc limit ?', schedule, limit)
    .map(tickOf);
}

interface TickRow {
  readonly id: number;
  readonly schedule: string;
  readonly first_due: number;
  readonly due: number;
  readonly decision: TickDecision;
  readonly sentence: string;
  readonly reason: string | null;
  readonly decided_at: number;
  readonly run_id: number | null;
  readonly status: string | null;
  readonly outcome: string | null;
  readonly came_to: string | null;
  readonly finished_at: number | null;
}

function tickOf(row: TickRow): Tick {
  const { id, schedule, due, decision, sentence, status, outcome } = row;
  return {
    id,
    schedule,
    firstDue: row.first_due,
    due,
    decision,
    sentence,
    reason: row.reason === null ? null : (JSON.parse(row.reason) as TickReason),
    decidedAt: row.decided_at,
    run: row.run_id,
    status,
    outcome,
    cameTo: row.came_to === null ? null : (JSON.parse(row.came_to) as TickWork),
    finishedAt: row.finished_at,
  };
}
