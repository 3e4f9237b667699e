export { fitProfiles, trainingMonths } from './fit-profiles.ts';
