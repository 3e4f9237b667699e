/** The one variable that makes tests of chance large; `npm run test:full` sets it. */
const isFull = process.env.METERWORKS_FULL === '1';

/** How often a daemon is killed. */
export const chaosCycles = isFull ? 200 : 20;

/** How many random schedules of a server's faults are lived through. */
export const faultSchedules = isFull ? 200 : 6;

/** Where chance starts from; printed, so that it can be given again. */
export const testSeed = Number(process.env.METERWORKS_SEED ?? 1);
