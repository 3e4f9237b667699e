/** The one variable that makes tests of chance large: `full` is what `npm run test:full` sets. */
const isFull = process.env.METERWORKS_TEST_SIZE === 'full';

/** How often a daemon is killed. */
export const chaosCycles = isFull ? 200 : 20;

/** Where chance starts from; printed, so that it can be given again. */
export const testSeed = Number(process.env.METERWORKS_TEST_SEED ?? 1);
