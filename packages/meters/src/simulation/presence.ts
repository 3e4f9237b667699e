import { dayNumber } from '@meterworks/assets';
import type { HourGrid } from './hour-grid.ts';
import { openStream, uniformAt } from './seeded-random.ts';

/** Per local day 1 where the household is at home, 0 where it is on holiday: two weeks in summer, often one in February. */
export function simulatePresence(grid: HourGrid, seed: number, household: string): Uint8Array {
  const stream = openStream(seed, `${household}/holidays`);
  return Uint8Array.from(grid.days, ({ day, year }) => {
    const fromNewYear = day - dayNumber(year, 1, 1);
    const summer = 178 + Math.floor(50 * uniformAt(stream, year * 4));
    const summerDays = 9 + Math.floor(9 * uniformAt(stream, year * 4 + 1));
    if (fromNewYear >= summer && fromNewYear < summer + summerDays) return 0;
    if (uniformAt(stream, year * 4 + 2) > 0.6) return 1;
    const winter = 36 + Math.floor(18 * uniformAt(stream, year * 4 + 3));
    return fromNewYear >= winter && fromNewYear < winter + 7 ? 0 : 1;
  });
}
