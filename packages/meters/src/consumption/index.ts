export { dailyConsumption } from './daily-consumption.ts';
export { rollUp } from './roll-up.ts';
