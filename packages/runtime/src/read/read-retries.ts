import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { RetryView, RunView, StepView } from './views.ts';

/** Which steps of a run wait for their next try, or are in it; by when they come. */
export function readRetries(connection: SqliteConnection, run: RunView, steps: readonly StepView[]): RetryView[] {
  if (run.status !== 'running') return [];
  const told = connection.all<{ at: number; asset: string; payload: string }>(
    `select at, asset, payload from event where kind = 'step-retried' and run_id = ? order by id`,
    run.id,
  );
  const ended = new Map<string, number>();
  for (const { asset, finishedAt } of steps)
    if (finishedAt !== null) ended.set(asset, Math.max(finishedAt, ended.get(asset) ?? 0));
  const latest = new Map(told.map((one) => [one.asset, one]));
  return [...latest.values()]
    .filter(({ asset, at }) => (ended.get(asset) ?? 0) < at)
    .map(({ asset, at, payload }) => {
      const { attempts, of, pauseMs, message } = JSON.parse(payload) as Record<
        'attempts' | 'of' | 'pauseMs',
        number
      > & {
        message: string;
      };
      return { asset, attempt: attempts + 1, of, at: at + pauseMs, message };
    })
    .sort((a, b) => a.at - b.at);
}
