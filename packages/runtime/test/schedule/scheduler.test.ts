import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import { switchSchedule } from '../../src/schedule/recorded-schedules.ts';
import { recentTicks, type Tick } from '../../src/schedule/recorded-ticks.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openScheduledHouse, type ScheduledHouse, type SchedulerWork, schedule } from './scheduled-house.ts';

const hour = 3_600_000;
const hourly = schedule('hourly', '0 * * * *');
const open = (now = '2024-01-10T08:30:00Z') => openScheduledHouse(join(temporaryFolder(), 'state.db'), now);

/** Oldest first: local hour, decision, and how the work ended. */
function decided({ connection }: ScheduledHouse, name = 'hourly'): string[] {
  const short = ({ due, decision, status }: Tick) =>
    `${new Date(due).toLocaleTimeString('en-GB', { timeZone: 'Europe/Berlin', hour: '2-digit', minute: '2-digit' })} ${decision} ${status ?? ''}`.trim();
  return recentTicks(connection, name, 100).reverse().map(short);
}

test('a tick is worked on when it is due, and one that falls due meanwhile is skipped with the reason', async () => {
  const house = await open();
  const gate = Promise.withResolvers<void>();
  const work: SchedulerWork = async () => {
    await gate.promise;
    return { status: 'success', outcome: 'Done.' };
  };
  const running = await house.start([hourly], work);
  await house.clock.advance(2 * hour);
  gate.resolve();
  await house.clock.advance(hour);
  expect(decided(house)).toEqual(['10:00 run success', '11:00 overlap', '12:00 run success']);
  expect(recentTicks(house.connection, 'hourly', 3)[1]?.sentence).toBe(
    'Skipped: the tick of 2024-01-10T10:00:00+01:00 was still at work.',
  );
  await running.stop();
});

test('what was missed is caught up once, and each tick says why', async () => {
  const house = await open();
  await (await house.start([hourly])).stop();
  await house.clock.advance(3 * hour);
  const running = await house.start([hourly]);
  expect(decided(house)).toEqual(['10:00 missed', '11:00 missed', '12:00 catch-up success']);
  const sentences = recentTicks(house.connection, 'hourly', 3).map(({ sentence }) => sentence);
  expect(sentences).toEqual([
    'Caught up at 2024-01-10T12:30:00+01:00: when it was due, the daemon was not running.',
    'Missed: the daemon was not running; the tick of 2024-01-10T12:00:00+01:00 makes up for it.',
    'Missed: the daemon was not running; the tick of 2024-01-10T12:00:00+01:00 makes up for it.',
  ]);
  await running.stop();
});

test('a new schedule, and one whose times were changed, have no past', async () => {
  const house = await open();
  await (await house.start([hourly])).stop();
  await house.clock.advance(48 * hour);
  const running = await house.start([schedule('hourly', '15 * * * *'), schedule('daily', '0 2 * * *')]);
  expect([decided(house), decided(house, 'daily')]).toEqual([[], []]);
  await running.stop();
});

test('an outage with very many ticks is decided without counting them', async () => {
  const house = await open();
  const minutely = schedule('minutely', '* * * * *');
  await (await house.start([minutely])).stop();
  await house.clock.advance(365 * 24 * hour);
  const running = await house.start([minutely]);
  const ticks = recentTicks(house.connection, 'minutely', 1_000);
  expect(ticks).toHaveLength(400);
  expect(ticks.at(-1)?.firstDue).toBe(Date.parse('2024-01-10T08:31:00Z'));
  expect(ticks.filter(({ decision }) => decision !== 'missed')).toHaveLength(1);
  expect(ticks[0]?.due).toBe(house.clock.now());
  await running.stop();
});

test('a schedule that is off stays off through a restart, and says since when', async () => {
  const house = await open();
  const turn = (enabled: boolean) =>
    switchSchedule(house.connection, unfenced, { schedule: 'hourly', enabled, actor: 'anna' }, house.clock);
  const first = await house.start([hourly]);
  expect(await turn(false)).toBe('switched');
  expect(await turn(false)).toBe('unchanged');
  await house.clock.advance(hour);
  await first.stop();
  const second = await house.start([hourly]);
  await house.clock.advance(hour);
  await second.stop();
  await house.clock.advance(hour);
  await turn(true);
  await house.clock.advance(hour);
  const third = await house.start([hourly]);
  expect(decided(house)).toEqual(['10:00 off', '11:00 off', '12:00 off', '13:00 catch-up success']);
  const sentences = recentTicks(house.connection, 'hourly', 4).map(({ sentence }) => sentence);
  expect(sentences[1]).toBe('Skipped: the schedule was off until anna switched it on at 2024-01-10T12:30:00+01:00.');
  expect(sentences[3]).toBe('Skipped: the schedule is off since anna switched it off at 2024-01-10T09:30:00+01:00.');
  await third.stop();
});

test('a tick whose work a process left behind is taken up again by the next', async () => {
  const house = await open();
  const gate = Promise.withResolvers<undefined>();
  const first = await house.start([hourly], () => gate.promise);
  await house.clock.advance(hour / 2);
  gate.resolve(undefined);
  await first.stop();
  expect(decided(house)).toEqual(['10:00 run']);
  const second = await house.start([hourly]);
  expect(decided(house)).toEqual(['10:00 run success']);
  await second.stop();
});

test('an interrupted tick is made up for by a later one', async () => {
  const house = await open();
  const first = await house.start([hourly], async () => undefined);
  await house.clock.advance(hour / 2);
  await first.stop();
  await house.clock.advance(hour);
  const worked: number[] = [];
  const second = await house.start([hourly], async (_, { due }) => {
    worked.push(due);
    return { status: 'success', outcome: 'Done.' };
  });
  expect(decided(house)).toEqual(['10:00 run interrupted', '11:00 run success']);
  expect(worked).toHaveLength(1);
  await second.stop();
});

test('work that throws is a failed tick, and the next one is worked on', async () => {
  const house = await open();
  const running = await house.start([hourly], async () => {
    throw new Error('no such meter');
  });
  await house.clock.advance(2 * hour);
  expect(decided(house)).toEqual(['10:00 run failed', '11:00 run failed']);
  expect(recentTicks(house.connection, 'hourly', 1)[0]?.outcome).toBe('Failed: no such meter');
  await running.stop();
});

test('schedules that are declared anew are looked at at once', async () => {
  const house = await open();
  const running = await house.start([schedule('yearly', '0 0 1 1 *')]);
  await running.scheduler.declare([schedule('minutely', '* * * * *')]);
  await house.clock.advance(60_000);
  expect(decided(house, 'minutely')).toEqual(['09:31 run success']);
  await running.stop();
});

test('a clock that was years ahead for a while silences no schedule', async () => {
  const house = await open('2099-01-10T08:30:00Z');
  const ahead = await house.start([hourly]);
  await house.clock.advance(2 * hour);
  await ahead.stop();
  await house.clock.advance(-(Date.parse('2099-01-10T10:30:00Z') - Date.parse('2024-01-10T08:30:00Z')));
  const running = await house.start([hourly]);
  await house.clock.advance(hour);
  expect(decided(house)).toEqual(['10:00 run success']);
  expect(house.logger.records.map(({ message }) => message).join('\n')).toContain('the clock was set back from');
  await running.stop();
});
