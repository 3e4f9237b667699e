export { type PhysicalInput, type PhysicalRules, physicalDays } from './physical-days.ts';
