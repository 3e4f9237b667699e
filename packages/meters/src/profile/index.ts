export { fitProfile, fitProfiles, trainingMonths } from './fit-profiles.ts';
export { openWeight, type Weight } from './open-weight.ts';
export type { ProfilePrior } from './profile-prior.ts';
export type { TrainingDays } from './training.ts';
export { uniformProfile } from './uniform-profile.ts';
