import type { Timers } from '../clock/clock.ts';
import type { SqliteConnection } from '../database/sqlite-connection.ts';
import type { Fence } from './fence.ts';
import { renewLease } from './lease.ts';
import { LeaseLostError } from './lease-lost-error.ts';

/** Heartbeats in the time that a lease holds: two may fail before it is lost. */
const beatsPerTtl = 3;

/**
 * Renews a lease until the signal is aborted, then ends. Fails with `LeaseLostError` once the lease is lost: to another, or to
 * time, when no heartbeat got through for as long as it holds.
 */
export async function keepLease(
  connection: SqliteConnection,
  fence: Fence,
  options: { readonly ttlMs: number; readonly timers: Timers; readonly signal: AbortSignal },
): Promise<void> {
  const { ttlMs, timers, signal } = options;
  let expiresAt = timers.now() + ttlMs;
  while (!signal.aborted) {
    try {
      await timers.sleep(ttlMs / beatsPerTtl, signal);
    } catch {
      return;
    }
    try {
      const now = timers.now();
      await renewLease(connection, fence, ttlMs, timers);
      expiresAt = now + ttlMs;
    } catch (error) {
      if (error instanceof LeaseLostError) throw error;
      if (timers.now() >= expiresAt) throw new LeaseLostError(fence.lease, fence.token, undefined);
    }
  }
}
