import type { SqliteConnection } from '../database/sqlite-connection.ts';

/** What ended since the last look. Durations are seconds. */
export interface Happenings {
  readonly runs: readonly { readonly kind: string; readonly status: string; readonly seconds: number }[];
  readonly steps: readonly { readonly status: string; readonly seconds: number }[];
  /** Tries of steps after a failed one. */
  readonly retries: number;
  readonly ticks: readonly { readonly schedule: string; readonly decision: string }[];
}

/** Events that are read at once. */
const atOnce = 1_000;

/** Looks at what happened since it was opened, each time since the time before. */
export function openHappenings(connection: SqliteConnection): () => Happenings {
  let last = connection.get<{ id: number | null }>('select max(id) as id from event')?.id ?? 0;
  return () => {
    const runs: Happenings['runs'][number][] = [];
    const steps: Happenings['steps'][number][] = [];
    const ticks: Happenings['ticks'][number][] = [];
    let retries = 0;
    for (;;) {
      const events = connection.all<{ id: number; kind: string; run_id: number | null; payload: string }>(
        `select id, kind, run_id, payload from event where id > ? order by id limit ${atOnce}`,
        last,
      );
      for (const { id, kind, run_id, payload } of events) {
        last = id;
        if (kind === 'run-finished') runs.push(...runEnded(connection, run_id));
        else if (kind === 'step-finished') steps.push(...stepEnded(connection, payload));
        else if (kind === 'step-retried') retries++;
        else if (kind === 'tick-decided') ticks.push(JSON.parse(payload) as Happenings['ticks'][number]);
      }
      if (events.length < atOnce) return { runs, steps, retries, ticks };
    }
  };
}

function runEnded(connection: SqliteConnection, run: number | null): Happenings['runs'] {
  return connection.all(
    'select kind, status, (finished_at - started_at) / 1000.0 as seconds from run where id = ? and finished_at is not null',
    run,
  );
}

function stepEnded(connection: SqliteConnection, payload: string): Happenings['steps'] {
  const { step } = JSON.parse(payload) as { readonly step: number };
  return connection.all(
    'select status, (finished_at - started_at) / 1000.0 as seconds from step where id = ? and finished_at is not null',
    step,
  );
}
