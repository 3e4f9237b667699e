import { isHolderDead, parseHolder, type SqliteConnection } from '@meterworks/runtime';
import type { HealthPayload } from '../serve/attend-health.ts';
import { executorLease } from './hold-house.ts';

/** The daemon that works on a house. */
export interface DaemonView {
  readonly pid: number;
  readonly host: string;
  /** Where it says how it is; null where it does not. */
  readonly health: string | null;
  /** Why it does not, if it is known. */
  readonly fault: string | null;
}

/** The daemon that holds the house now (UTC ms of the machine's clock); undefined where none does. */
export function lookAtDaemon(connection: SqliteConnection, now: number): DaemonView | undefined {
  const lease = connection.get<{ holder: string }>(
    'select holder from lease where name = ? and expires_at > ?',
    executorLease,
    now,
  );
  const holder = lease === undefined ? undefined : parseHolder(lease.holder);
  if (lease === undefined || holder?.role !== 'daemon' || isHolderDead(lease.holder)) return undefined;
  const event = connection.get<{ payload: string }>(
    `select payload from event where kind = 'health-served' order by id desc limit 1`,
  );
  const told = event === undefined ? undefined : (JSON.parse(event.payload) as HealthPayload);
  return { pid: holder.pid, host: holder.host, health: told?.address ?? null, fault: told?.fault ?? null };
}
