import type { SqliteConnection } from '../database/sqlite-connection.ts';
import { LeaseLostError } from './lease-lost-error.ts';

/** Proof of holding a lease; tokens of one lease only ever rise, so an older proof is known as such. */
export interface Fence {
  readonly lease: string;
  readonly token: number;
}

/** For writes that need no lease, such as those of a test or of a tool on a database that nobody else uses. */
export const unfenced = 'unfenced';

/** Fails with `LeaseLostError` unless the fence's token is still the present one. Belongs inside the transaction it guards. */
export function assertFence(connection: SqliteConnection, fence: Fence | typeof unfenced): void {
  if (fence === unfenced) return;
  const row = connection.get<{ token: number }>('select token from lease where name = ?', fence.lease);
  if (row?.token !== fence.token) throw new LeaseLostError(fence.lease, fence.token, row?.token);
}
