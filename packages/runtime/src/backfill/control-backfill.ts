import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Backfill, BackfillStatus } from './backfill.ts';
import { announce, readBackfill } from './recorded-backfills.ts';

export type BackfillAction = 'pause' | 'resume' | 'cancel' | 'retry-failed';

/** What became of it: `unchanged` where its status is one that the action does not apply to. */
export type ControlOutcome =
  | { readonly kind: 'unknown' }
  | { readonly kind: 'done' | 'unchanged'; readonly backfill: Backfill };

const applies: Readonly<
  Record<BackfillAction, { readonly from: readonly BackfillStatus[]; readonly to: BackfillStatus }>
> = {
  pause: { from: ['waiting'], to: 'paused' },
  resume: { from: ['paused'], to: 'waiting' },
  cancel: { from: ['waiting', 'paused'], to: 'cancelled' },
  'retry-failed': { from: ['partial', 'failed'], to: 'waiting' },
};

/**
 * Says what shall become of a backfill, in one transaction. It takes no lease: it touches no partition, and whoever works on the
 * backfill looks at its status, and stops within a second.
 */
export function controlBackfill(
  connection: SqliteConnection,
  id: number,
  action: BackfillAction,
  clock: Clock,
): Promise<ControlOutcome> {
  const { from, to } = applies[action];
  return connection.write((): ControlOutcome => {
    const backfill = readBackfill(connection, id);
    if (backfill === undefined) return { kind: 'unknown' };
    if (!from.includes(backfill.status)) return { kind: 'unchanged', backfill };
    const at = clock.now();
    if (action === 'cancel')
      connection.run(
        `update backfill_chunk set status = 'cancelled', finished_at = ? where backfill_id = ? and status = 'waiting'`,
        at,
        id,
      );
    if (action === 'retry-failed')
      connection.run(
        `update backfill_chunk set status = 'waiting', retried = 1 where backfill_id = ? and status in ('partial', 'failed')`,
        id,
      );
    connection.run(
      'update backfill set status = ?, finished_at = ? where id = ?',
      to,
      action === 'cancel' ? at : null,
      id,
    );
    announce(connection, at, id, to);
    return { kind: 'done', backfill: { ...backfill, status: to, finishedAt: action === 'cancel' ? at : undefined } };
  });
}
