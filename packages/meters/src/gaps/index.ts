export { estimateGap, type GapShape, gapSettledFrom, longestGapDays } from './estimate-gap.ts';
export { collectHours, type HourHistory } from './hour-history.ts';
export { splitGaps } from './split-gaps.ts';
