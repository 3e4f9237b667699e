import type { Zone } from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Logger } from '../logging/logger.ts';
import type { Channel } from './channel.ts';
import { deliverNotices } from './deliver-notices.ts';
import type { Notice, NoticeSeverity } from './notice.ts';
import { hasNotice, noticesOfKind, type ReportOptions, reportNotice, resolveNotice } from './notice-book.ts';
import { type QuietHours, quietUntil } from './quiet-hours.ts';

export interface NotifierOptions {
  readonly connection: SqliteConnection;
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly zone: Zone;
  /** Within them only what is critical goes out; the rest follows when they end. */
  readonly quietHours?: QuietHours;
  readonly logger: Logger;
}

/** Tells people, once, what they should know. What was told outlives the process. */
export interface Notifier {
  /** Notes that something goes on; it goes out with the next `deliver`, unless it was told before. Gives whether it is news. */
  report(notice: Notice, options?: ReportOptions): Promise<boolean>;
  /** Notes that it is over. */
  resolve(key: string): Promise<boolean>;
  /** Keys of what goes on of a kind. */
  ofKind(kind: string): string[];
  has(key: string): boolean;
  /** Sends what is due. */
  deliver(signal: AbortSignal): Promise<void>;
}

export function openNotifier(options: NotifierOptions): Notifier {
  const { connection, channels, clock, zone, quietHours, logger } = options;
  const dueAt = (severity: NoticeSeverity, now: number): number =>
    severity === 'critical' || quietHours === undefined ? now : (quietUntil(quietHours, zone, now) ?? now);
  const to = () => ({ channels, dueAt, now: clock.now() });
  return {
    report: (notice, how = {}) => reportNotice(connection, notice, how, to()),
    resolve: (key) => resolveNotice(connection, key, to()),
    ofKind: (kind) => noticesOfKind(connection, kind),
    has: (key) => hasNotice(connection, key),
    deliver: (signal) => deliverNotices(connection, channels, { now: clock.now(), signal, logger }),
  };
}
