export { estimateGap } from './estimate-gap.ts';
export type { Gap } from './gap-pieces.ts';
export { collectHours, type HourHistory } from './hour-history.ts';
