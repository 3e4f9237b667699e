export { type CombinedDay, combineParts, type Lifetime, type Part } from './combine-parts.ts';
export {
  combineMasterDay,
  type MasterPeriodPlan,
  type MasterSourcePlan,
  masterAdvance,
  type PartOn,
} from './master-day.ts';
export { initialCarry, type MasterCarry, masterDays, masterStep } from './master-register.ts';
export { combineVirtualDay, type LinearTerm, type VirtualPlan, virtualDays } from './virtual-day.ts';
