export { carriedStep } from './carried-day.ts';
export { isInstalled, type Lifetime } from './combine-parts.ts';
export type { MasterPeriodPlan, PartOn } from './master-day.ts';
export { initialCarry, type MasterCarry, masterStep } from './master-register.ts';
export { combineVirtualDay, type LinearTerm } from './virtual-day.ts';
