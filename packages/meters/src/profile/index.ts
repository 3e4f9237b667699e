export { fitProfiles, trainingMonths } from './fit-profiles.ts';
export { collectStatistics, monthStatistics, teachesNothing } from './training.ts';
