import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { RunRow } from '../database/state-tables.ts';
import { type EventRow, eventView, runView } from './row-views.ts';
import type { EventView, OverviewView } from './views.ts';

/** Events with a greater number, oldest first. */
export function readEventsAfter(connection: SqliteConnection, id: number, limit: number): EventView[] {
  return connection
    .all<EventRow>('select id, at, kind, asset, run_id, payload from event where id > ? order by id limit ?', id, limit)
    .map(eventView);
}

/** The number of the newest event; 0 where there is none. */
export function readLastEvent(connection: SqliteConnection): number {
  return connection.get<{ id: number | null }>('select max(id) as id from event')?.id ?? 0;
}

export function readOverview(connection: SqliteConnection, newest: number): OverviewView {
  const counts: Record<string, number> = {};
  const summaries = connection.all<{ counts: string }>(
    'select asset_summary.counts from asset_summary join asset on asset.key = asset_summary.asset where asset.active = 1',
  );
  for (const summary of summaries) {
    for (const [status, count] of Object.entries(JSON.parse(summary.counts) as Record<string, number>)) {
      counts[status] = (counts[status] ?? 0) + count;
    }
  }
  const assets = connection.get<{ count: number }>('select count(*) as count from asset where active = 1')?.count ?? 0;
  return {
    assets,
    counts,
    running: connection.all<RunRow>(`select * from run where status = 'running' order by id`).map(runView),
    lastRuns: connection.all<RunRow>('select * from run order by id desc limit ?', newest).map(runView),
    events: connection
      .all<EventRow>('select id, at, kind, asset, run_id, payload from event order by id desc limit ?', newest)
      .map(eventView),
    lastSeq: connection.get<{ seq: number }>('select seq from commit_seq')?.seq ?? 0,
  };
}
