import type { BackfillWorkplace } from '@meterworks/runtime/backfill';
import type { OpenHouse } from './open-house.ts';

/** What backfills of an open house are worked on with. */
export function backfillPlace({ engine, stores, fence, clock }: OpenHouse): BackfillWorkplace {
  return { engine, connection: stores.connection, fence, clock };
}
