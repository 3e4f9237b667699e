import { dayNumber, openZone } from '@meterworks/assets';
import { expect, test } from 'vitest';
import { fitProfile } from '../../src/profile/fit-profiles.ts';
import { dayClassOf } from '../../src/profile/year-calendar.ts';
import { believedDays, type Point } from './believed-points.ts';

const berlin = openZone('Europe/Berlin');
const first = dayNumber(2023, 1, 2);

/** Day classes of a meter that is read every so many days in turn, by what it counts on a day. */
function dayClassOfMeter(spacing: readonly number[], amountOn: (day: number) => number): number[] {
  const points: Point[] = [{ time: berlin.dayStart(first), register: 0 }];
  let [register, last, next] = [0, first, 0];
  for (let day = first; day < first + 700; day++) {
    register += amountOn(day);
    if (day + 1 - last < (spacing[next % spacing.length] as number)) continue;
    points.push({ time: berlin.dayStart(day + 1), register });
    last = day + 1;
    next++;
  }
  const days = believedDays(points, berlin, first, last - 1);
  const training = { days: days.map(({ day }) => day), repaired: days.map(({ repaired }) => repaired) };
  return [...fitProfile(training, { kind: 'electricity' }, berlin).dayClass];
}

const unevenly = [5, 8, 6, 9, 7, 5, 6];
const workdays = (day: number) => (dayClassOf(day) === 0 ? 10 : 0);
/** From 0 to 1, as if by chance. */
const noise = (day: number) => (Math.sin(day * 12.9898) * 43758.5453) % 1;

test('a tariff that rests at weekends is found in readings a week or so apart', () => {
  const [workday, saturday, sunday] = dayClassOfMeter(unevenly, workdays) as [number, number, number];
  expect(workday).toBeGreaterThan(1.3);
  expect(saturday).toBeLessThan(0.3);
  expect(sunday).toBe(saturday);
});

test('what chance gives is no weekend', () => {
  const weights = dayClassOfMeter(unevenly, (day) => 10 + 8 * noise(day));
  for (const weight of weights) expect(Math.abs(weight - 1)).toBeLessThan(0.1);
});

test('readings months apart, or always a week, say nothing of weekends', () => {
  expect(dayClassOfMeter([61, 75], workdays)).toEqual([1, 1, 1]);
  const weekly = dayClassOfMeter([7], (day) => workdays(day) * (1 + 0.5 * noise(day)));
  for (const weight of weekly) expect(Math.abs(weight - 1)).toBeLessThan(0.1);
});
