import type { PinOutcome, PinRequest } from '@meterworks/runtime/maintenance';
import type { OpenHouse } from './open-house.ts';

/** Pins partitions of a house, or no longer. */
export async function pin({ engine, stores, fence, clock }: OpenHouse, request: PinRequest): Promise<PinOutcome> {
  const { setPinned } = await import('@meterworks/runtime/maintenance');
  return setPinned({ graph: engine.graph, state: stores.state, fence, now: clock.now() }, request);
}
