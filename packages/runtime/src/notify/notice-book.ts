import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Channel } from './channel.ts';
import { isAtLeast, type Notice, type NoticeSeverity } from './notice.ts';

/** How one report is to be taken. */
export interface ReportOptions {
  /** Told only once it has lasted this long, ms; at once unless given. */
  readonly afterMs?: number;
  /** Told again after this long where it is still reported, ms; never unless given. */
  readonly repeatMs?: number;
}

/** When a notice of that severity, told at that instant (UTC ms), may go out. */
export type DueAt = (severity: NoticeSeverity, now: number) => number;

interface NoticeRow {
  readonly severity: NoticeSeverity;
  readonly title: string;
  readonly kind: string;
  readonly since: number;
  readonly told_at: number | null;
  readonly told_severity: NoticeSeverity | null;
}

/**
 * Takes note of what goes on and, unless it was told before, hands it to the channels: it is told again where it has become graver, or as
 * often as it repeats. One transaction; gives whether it was told.
 */
export function reportNotice(
  connection: SqliteConnection,
  notice: Notice,
  { afterMs = 0, repeatMs }: ReportOptions,
  to: { readonly channels: readonly Channel[]; readonly dueAt: DueAt; readonly now: number },
): Promise<boolean> {
  const { key, kind, severity, title } = notice;
  const { channels, dueAt, now } = to;
  return connection.write(() => {
    const before = noticeRow(connection, key);
    connection.run(
      `insert into notice (key, kind, severity, title, since, seen_at) values (?, ?, ?, ?, ?, ?)
       on conflict (key) do update set kind = excluded.kind, severity = excluded.severity, title = excluded.title, seen_at = excluded.seen_at`,
      key,
      kind,
      severity,
      title,
      now,
      now,
    );
    if (now - (before?.since ?? now) < afterMs) return false;
    const [toldAt, told] = [before?.told_at ?? null, before?.told_severity ?? null];
    const isNews = toldAt === null || told === null || !isAtLeast(told, severity);
    if (!isNews && (repeatMs === undefined || now - toldAt < repeatMs)) return false;
    for (const { name, least } of channels)
      if (isAtLeast(severity, least)) fileDelivery(connection, name, notice, now, dueAt(severity, now));
    connection.run('update notice set told_at = ?, told_severity = ? where key = ?', now, severity, key);
    return true;
  });
}

/**
 * It is over. Those who were told of it are told so; what has not gone out yet stays here. One transaction; gives whether it was going on.
 */
export function resolveNotice(
  connection: SqliteConnection,
  key: string,
  to: { readonly channels: readonly Channel[]; readonly dueAt: DueAt; readonly now: number },
): Promise<boolean> {
  const { channels, dueAt, now } = to;
  return connection.write(() => {
    const before = noticeRow(connection, key);
    if (before === undefined) return false;
    connection.run('delete from notice where key = ?', key);
    connection.run('delete from delivery where key = ? and finished_at is null', key);
    const over: Notice = {
      key,
      kind: before.kind,
      severity: 'info',
      title: `Over: ${before.title}`,
      text: 'This is no longer so.',
      at: now,
      facts: { over: true },
    };
    for (const { name } of channels) {
      const told = connection.get(
        'select 1 from delivery where key = ? and channel = ? and finished_at >= ? and error is null',
        key,
        name,
        before.since,
      );
      if (told !== undefined) fileDelivery(connection, name, over, now, dueAt('info', now));
    }
    return true;
  });
}

/** What goes on of a kind, by key. */
export function noticesOfKind(connection: SqliteConnection, kind: string): string[] {
  return connection
    .all<{ key: string }>('select key from notice where kind = ? order by key', kind)
    .map(({ key }) => key);
}

/** Whether that is going on, told or not yet. */
export function hasNotice(connection: SqliteConnection, key: string): boolean {
  return noticeRow(connection, key) !== undefined;
}

function noticeRow(connection: SqliteConnection, key: string): NoticeRow | undefined {
  return connection.get<NoticeRow>(
    'select severity, title, kind, since, told_at, told_severity from notice where key = ?',
    key,
  );
}

/** One that still waits to say an older state of the same takes the new one along. */
function fileDelivery(connection: SqliteConnection, channel: string, notice: Notice, now: number, due: number): void {
  const text = JSON.stringify(notice);
  const { changes } = connection.run(
    'update delivery set notice = ?, due_at = min(due_at, ?) where key = ? and channel = ? and finished_at is null',
    text,
    due,
    notice.key,
    channel,
  );
  if (changes > 0) return;
  connection.run(
    'insert into delivery (channel, key, notice, filed_at, due_at) values (?, ?, ?, ?, ?)',
    channel,
    notice.key,
    text,
    now,
    due,
  );
}
