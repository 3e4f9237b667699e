import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Logger } from '../logging/logger.ts';
import { type Channel, ChannelError } from './channel.ts';
import { messageOf, type Notice } from './notice.ts';

/** The first pause after a failure; each further one is twice as long, up to the longest. */
const pauses = { firstMs: 60_000, longestMs: 3_600_000 } as const;
/** What could not be told for so long is given up. */
const giveUpAfterMs = 3 * 86_400_000;

interface WaitingRow {
  readonly id: number;
  readonly notice: string;
  readonly filed_at: number;
  readonly attempts: number;
}

/** How sending ended. */
type Outcome = { readonly sent: true } | { readonly sent: false; readonly error: ChannelError };

/**
 * Sends what is due, per channel in one message, and records what became of it: at least once, and twice only where the process ends between
 * the two. A channel that fails does not keep the others from it.
 */
export async function deliverNotices(
  connection: SqliteConnection,
  channels: readonly Channel[],
  { now, signal, logger }: { readonly now: number; readonly signal: AbortSignal; readonly logger: Logger },
): Promise<void> {
  for (const channel of channels) {
    const waiting = connection.all<WaitingRow>(
      'select id, notice, filed_at, attempts from delivery where finished_at is null and due_at <= ? and channel = ? order by id',
      now,
      channel.name,
    );
    if (waiting.length === 0) continue;
    const outcome = await send(channel, waiting, signal);
    if (!outcome.sent) logger.warn(`notices were not sent: ${outcome.error.message}`, { waiting: waiting.length });
    await connection.write(() => {
      for (const row of waiting) recordOutcome(connection, row, outcome, now);
    });
  }
}

async function send(channel: Channel, waiting: readonly WaitingRow[], signal: AbortSignal): Promise<Outcome> {
  try {
    await channel.send(messageOf(waiting.map(({ notice }) => JSON.parse(notice) as Notice)), signal);
    return { sent: true };
  } catch (error) {
    signal.throwIfAborted();
    if (error instanceof ChannelError) return { sent: false, error };
    const reason = error instanceof Error ? error.message : String(error);
    return { sent: false, error: new ChannelError(channel.name, reason, { passing: false, cause: error }) };
  }
}

function recordOutcome(
  connection: SqliteConnection,
  { id, attempts, filed_at: filedAt }: WaitingRow,
  outcome: Outcome,
  now: number,
): void {
  if (outcome.sent) {
    connection.run(
      'update delivery set finished_at = ?, attempts = ?, error = null where id = ?',
      now,
      attempts + 1,
      id,
    );
    return;
  }
  const { error } = outcome;
  if (!error.passing || now - filedAt >= giveUpAfterMs) {
    const sql = 'update delivery set finished_at = ?, attempts = ?, error = ? where id = ?';
    connection.run(sql, now, attempts + 1, error.reason, id);
    return;
  }
  const pause = Math.min(pauses.longestMs, pauses.firstMs * 2 ** Math.min(attempts, 20));
  const sql = 'update delivery set due_at = ?, attempts = ?, error = ? where id = ?';
  connection.run(sql, now + pause, attempts + 1, error.reason, id);
}
