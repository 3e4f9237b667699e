/**
 * Keeping recorded states in order. What sources keep is never touched.
 *
 * - pin: keep a partition's value whatever changes above it
 * - wipe: forget partitions, so that they are missing; prune: forget assets that are declared no more; compact: take less space
 */
export { compactStates } from './compact-states.ts';
export type { MaintenancePlace, MaintenanceReport } from './maintenance-report.ts';
export { pruneAssets } from './prune-assets.ts';
export { type PinOutcome, type PinRequest, setPinned } from './set-pinned.ts';
export { type WipeRequest, wipePartitions } from './wipe-partitions.ts';
