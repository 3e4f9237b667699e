import { statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { unfenced } from '../../src/lease/fence.ts';
import { openSchedule } from '../../src/schedule/open-schedule.ts';
import { recentTicks } from '../../src/schedule/recorded-ticks.ts';
import { stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';
import { openScheduledHouse, type SchedulerWork, schedule, zone } from './scheduled-house.ts';

const hour = 3_600_000;
const day = 24 * hour;
const retentionDays = 60;
const start = '2024-01-01T00:30:00+01:00';
const end = '2025-01-01T00:30:00+01:00';
const daily = schedule('daily', '30 2 * * *');
const hourly = schedule('hourly', '0 * * * *');

/** The daemon is down; both clock changes have one across them. */
const outages = [
  ['2024-02-10T12:15:00Z', '2024-02-12T07:40:00Z'],
  ['2024-03-30T20:10:00Z', '2024-03-31T03:20:00Z'],
  ['2024-07-01T03:00:30Z', '2024-07-01T03:59:00Z'],
  ['2024-08-02T00:00:00Z', '2024-08-16T00:10:00Z'],
  ['2024-10-26T23:10:00Z', '2024-10-27T05:30:00Z'],
] as const;
/** The clock is set back while the daemon runs; it runs on from there. */
const setBack = [
  ['2024-05-05T10:00:00Z', 3 * hour],
  ['2024-11-11T11:30:00Z', 20 * hour],
] as const;

test('in a year with outages, both clock changes and a clock set back every tick is decided exactly once', {
  timeout: 120_000,
}, async () => {
  const path = join(temporaryFolder(), 'state.db');
  const house = await openScheduledHouse(path, start, hour / 2);
  const { clock, connection } = house;
  const store = stateStoreIn(connection);
  let prunes = 0;
  let largest = 0;
  /** A run with a step and its log, as a house has them. */
  const work: SchedulerWork = async ({ name }) => {
    const startedAt = clock.now();
    const run = await store.startRun(unfenced, {
      kind: 'schedule',
      actor: `schedule:${name}`,
      selection: '',
      startedAt,
    });
    await store.appendRunLog(run, [{ at: startedAt, level: 'info', message: `looked for what is new on ${name}` }]);
    await store.finishRun(unfenced, run, { status: 'success', finishedAt: startedAt, counts: { made: 1 } });
    if (name === 'daily') {
      largest = Math.max(largest, connection.pragma('page_count') as number);
      // History is looked through elsewhere; here only ticks must stay, to be counted at the end.
      connection.run('create table if not exists kept as select * from tick where 0');
      connection.run('insert into kept select * from tick where finished_at < ?', startedAt - retentionDays * day);
      await store.pruneHistory(unfenced, startedAt - retentionDays * day);
      prunes++;
    }
    return { status: 'success', outcome: 'Done.', run };
  };
  let running = await house.start([daily, hourly], work);
  const happenings = [
    ...outages.map(([from, to]) => ({ at: Date.parse(from), to: Date.parse(to) })),
    ...setBack.map(([at, by]) => ({ at: Date.parse(at), by })),
  ].sort((a, b) => a.at - b.at);
  for (const happening of happenings) {
    await clock.advance(happening.at - clock.now());
    if ('by' in happening) await clock.advance(-happening.by);
    else {
      await running.stop();
      await clock.advance(happening.to - clock.now());
      running = await house.start([daily, hourly], work);
    }
  }
  await clock.advance(Date.parse(end) - clock.now());
  await running.stop();

  for (const { name, expression } of [daily, hourly]) {
    const { next } = await openSchedule(expression, zone);
    const expected: number[] = [];
    for (let due = next(Date.parse(start)); due !== undefined && due <= Date.parse(end); due = next(due))
      expected.push(due);
    const kept = connection.all<{ due: number; sentence: string }>(
      'select due, sentence from kept where schedule = ? order by due',
      name,
    );
    const ticks = [...kept, ...recentTicks(connection, name, 10_000).reverse()];
    expect(ticks.map(({ due }) => due)).toEqual(expected);
    expect(ticks.every(({ sentence }) => /^[A-Z].*\.$/.test(sentence))).toBe(true);
    expect(expected.length).toBe(name === 'daily' ? 366 : 366 * 24);
  }
  const counts = connection.all<{ decision: string; n: number }>(
    'select decision, count(*) as n from (select due, schedule, decision from kept union all select due, schedule, decision from tick) group by decision',
  );
  const numberOf = Object.fromEntries(counts.map(({ decision, n }) => [decision, n]));
  // One catch-up an outage and schedule that had a tick in it.
  expect(numberOf['catch-up']).toBe(8);
  expect(connection.all('select 1 from tick where finished_at is null')).toEqual([]);

  const pageSize = connection.pragma('page_size') as number;
  connection.exec('drop table kept');
  const rows = connection.get<{ n: number }>('select count(*) as n from tick')?.n ?? 0;
  expect(rows).toBeLessThan((retentionDays + 2) * 25);
  connection.pragma('wal_checkpoint(truncate)');
  connection.exec('vacuum');
  const megabytes = (bytes: number) => `${(bytes / 1e6).toFixed(1)} MB`;
  console.log(
    `a year of ticks: ${JSON.stringify(numberOf)}; kept ${retentionDays} days: ${rows} ticks in ${megabytes(statSync(path).size)} (at most ${megabytes(largest * pageSize)} with the year's ticks kept beside), pruned ${prunes} times`,
  );
  expect(statSync(path).size).toBeLessThan(4e6);
  connection.close();
});
