import { expect, test } from 'vitest';
import { openSchedule } from '../../src/schedule/open-schedule.ts';

async function ticks(expression: string, after: string, count: number): Promise<string[]> {
  const schedule = await openSchedule(expression, 'Europe/Berlin');
  const found: string[] = [];
  let last = schedule.next(Date.parse(after));
  while (last !== undefined && found.length < count) {
    found.push(new Date(last).toISOString());
    last = schedule.next(last);
  }
  return found;
}

test('a tick is due at the local time of the zone, in winter and in summer', async () => {
  expect(await ticks('0 2 * * *', '2024-01-10T12:00:00Z', 1)).toEqual(['2024-01-11T01:00:00.000Z']);
  expect(await ticks('0 2 * * *', '2024-07-10T12:00:00Z', 1)).toEqual(['2024-07-11T00:00:00.000Z']);
});

test('an instant at which a schedule is due is not its own next tick', async () => {
  expect(await ticks('5 * * * *', '2024-01-10T12:05:00Z', 1)).toEqual(['2024-01-10T13:05:00.000Z']);
});

test('a daily schedule ticks once on each day of both clock changes', async () => {
  for (const [before, changed] of [
    ['2024-03-30T12:00:00Z', '2024-03-31'],
    ['2024-10-26T12:00:00Z', '2024-10-27'],
  ] as const) {
    const days = (await ticks('30 2 * * *', before, 3)).map((tick) =>
      new Date(tick).toLocaleDateString('sv', { timeZone: 'Europe/Berlin' }),
    );
    expect(new Set(days).size).toBe(3);
    expect(days[0]).toBe(changed);
  }
});

test('a date that never comes has no tick', async () => {
  expect(await ticks('0 0 30 2 *', '2024-01-01T00:00:00Z', 1)).toEqual([]);
});
