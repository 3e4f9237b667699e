export type { ProfileAt } from './gap-shapes.ts';
export { type PhysicalInput, type PhysicalRules, physicalDays } from './physical-days.ts';
