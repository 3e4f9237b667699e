import type { Profile } from '../values/profile.ts';

/** The same rate at every instant; used where a meter has no profile at all. */
export const uniformProfile: Profile = {
  basis: 'uniform',
  season: new Float64Array(12).fill(1),
  dayClass: new Float64Array(3).fill(1),
  hours: new Float64Array(72).fill(1 / 24),
  level: undefined,
  spread: new Float64Array(0),
  days: 0,
};
