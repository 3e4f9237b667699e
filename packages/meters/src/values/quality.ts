/** How far a value can be trusted, best first. A combination takes the worst of its parts. */
export const qualities = ['measured', 'estimated', 'extrapolated', 'unknown'] as const;
export type Quality = (typeof qualities)[number];

/** A month or year may also lack days: the sum then covers the known days only. */
export const rollupQualities = ['measured', 'estimated', 'extrapolated', 'incomplete', 'unknown'] as const;
export type RollupQuality = (typeof rollupQualities)[number];

export function worstQuality(a: Quality, b: Quality): Quality {
  return qualities.indexOf(a) >= qualities.indexOf(b) ? a : b;
}
