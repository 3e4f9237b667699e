import type { Clock } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Fence } from './fence.ts';
import { LeaseLostError } from './lease-lost-error.ts';

/** Who asks, for which lease, and for how long it holds without a heartbeat. */
export interface LeaseRequest {
  readonly name: string;
  /** Names this process: see `processHolder`. */
  readonly holder: string;
  readonly ttlMs: number;
}

export type LeaseAnswer =
  | { readonly kind: 'acquired'; readonly fence: Fence; readonly expiresAt: number }
  | { readonly kind: 'held'; readonly fence: Fence; readonly holder: string; readonly expiresAt: number };

/** Takes a lease that is free or has expired, with a token above all before it; else says who holds it, and until when. */
export function acquireLease(connection: SqliteConnection, request: LeaseRequest, clock: Clock): Promise<LeaseAnswer> {
  const { name, holder, ttlMs } = request;
  return connection.write(() => {
    const now = clock.now();
    const taken = connection.get<{ token: number }>(
      `insert into lease (name, holder, token, expires_at) values (?, ?, 1, ?)
       on conflict (name) do update set holder = excluded.holder, token = lease.token + 1, expires_at = excluded.expires_at
       where lease.expires_at <= ? returning token`,
      name,
      holder,
      now + ttlMs,
      now,
    );
    if (taken !== undefined) {
      return { kind: 'acquired', fence: { lease: name, token: taken.token }, expiresAt: now + ttlMs };
    }
    const present = connection.get<{ holder: string; token: number; expires_at: number }>(
      'select holder, token, expires_at from lease where name = ?',
      name,
    );
    if (present === undefined) throw new Error(`the lease "${name}" was neither taken nor is it held`);
    const { token, expires_at } = present;
    return { kind: 'held', fence: { lease: name, token }, holder: present.holder, expiresAt: expires_at };
  });
}

/** The heartbeat: holds on to a lease for `ttlMs` from now; fails with `LeaseLostError` if another took it or it was released. */
export function renewLease(connection: SqliteConnection, fence: Fence, ttlMs: number, clock: Clock): Promise<void> {
  return connection.write(() => {
    const { changes } = connection.run(
      'update lease set expires_at = ? where name = ? and token = ? and expires_at > 0',
      clock.now() + ttlMs,
      fence.lease,
      fence.token,
    );
    if (changes > 0) return;
    const present = connection.get<{ token: number }>('select token from lease where name = ?', fence.lease);
    throw new LeaseLostError(fence.lease, fence.token, present?.token);
  });
}

/**
 * Gives a lease up, so that the next can have it at once; gives whether it was still held by that token. Also for the lease of a
 * process that is known to have died: what it might still write is refused from then on, as is anything under an older token.
 */
export function releaseLease(connection: SqliteConnection, fence: Fence): Promise<boolean> {
  return connection.write(() => {
    const { changes } = connection.run(
      'update lease set expires_at = 0, token = token + 1 where name = ? and token = ? and expires_at > 0',
      fence.lease,
      fence.token,
    );
    return changes > 0;
  });
}
