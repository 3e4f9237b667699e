import type { MaintenanceReport, WipeRequest } from '@meterworks/runtime/maintenance';
import type { OpenHouse } from './open-house.ts';

/** Wipes, prunes or compacts what is recorded of a house; with `dryRun` only says what would go. */
export async function maintain(
  { engine, stores, fence, clock }: OpenHouse,
  action: MaintenanceReport['action'],
  request: WipeRequest,
  options: { readonly dryRun: boolean },
): Promise<MaintenanceReport> {
  const { compactStates, pruneAssets, wipePartitions } = await import('@meterworks/runtime/maintenance');
  const { state, series, connection } = stores;
  const place = { graph: engine.graph, state, series, connection, fence, now: clock.now() };
  switch (action) {
    case 'wipe':
      return wipePartitions(place, request, options);
    case 'prune':
      return pruneAssets(place, request, options);
    case 'compact':
      return compactStates(place, request, options);
  }
}
