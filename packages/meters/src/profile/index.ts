export { fitProfiles, trainingMonths } from './fit-profiles.ts';
export { teachesNothing } from './training.ts';
