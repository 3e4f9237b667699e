import { expect, test } from 'vitest';
import { openPlace, type Place, smallHouse } from './cli.ts';

const now = '2024-12-31T06:00:00Z';

/** The small house with a year of gas to backfill. */
async function housed(): Promise<Place> {
  const place = openPlace({
    ...smallHouse,
    'readings.csv': 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-12-31T00:00:00+01:00,1365\n',
  });
  await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  return place;
}

async function listed(place: Place) {
  return JSON.parse((await place.runAt(now, 'backfill', 'list', '--json')).stdout);
}

test('a backfill is recorded, paused and resumed, and done by --wait where no daemon runs', {
  timeout: 60_000,
}, async () => {
  const place = await housed();
  const filed = await place.runAt(now, 'backfill', 'physical/*', '--chunk', '100', '--json');
  expect([filed.code, JSON.parse(filed.stdout)]).toMatchObject([
    0,
    { backfill: 1, status: 'waiting', partitions: { done: 0, total: 365 }, chunks: { done: 0, total: 4 } },
  ]);
  const again = await place.runAt(now, 'backfill', 'physical/*', '--from', '2024-03');
  expect(again.stderr).toMatch(/^Backfill 1 is going to make all of it already\./);
  expect((await place.run('backfill', 'resume', '1')).code).toBe(2);
  expect((await place.run('backfill', 'pause', '1')).stdout).toMatch(/^Backfill 1 is paused/);
  const done = await place.runAt(now, 'backfill', 'resume', '1', '--wait', '--json');
  expect([done.code, JSON.parse(done.stdout)]).toMatchObject([
    0,
    { status: 'success', partitions: { done: 365, total: 365 }, failed: 0, seconds_left: null },
  ]);
  const nothing = await place.runAt(now, 'backfill', 'physical/*', '--wait');
  expect([nothing.code, nothing.stdout]).toEqual([0, 'Everything is as it should be; there is nothing to backfill.\n']);
  expect((await place.run('backfill', 'cancel', '9')).stderr).toMatch(/^There is no backfill 9/);
  expect((await place.run('backfill', '--chunk', '0')).code).toBe(2);
});

test('a daemon that is killed in the middle of a backfill leaves it to the next process', {
  timeout: 90_000,
}, async () => {
  const place = await housed();
  const daemon = place.start(now, 'serve', '--no-ui');
  await daemon.says(/start: success/);
  const filed = await place.runAt(now, 'backfill', 'physical/*', '--state', 'all', '--chunk', '1');
  expect(filed.stdout).toMatch(/^Backfill 1 is .*: \d+ of 365 partitions/);
  daemon.kill('SIGKILL');
  await daemon.ended;
  const [left] = await listed(place);
  expect(left.partitions.done).toBeLessThan(365);

  const done = await place.runAt(now, 'backfill', 'resume', '1', '--wait', '--json');
  expect([done.code, JSON.parse(done.stdout)]).toMatchObject([
    0,
    { backfill: 1, status: 'success', partitions: { done: 365, total: 365 }, failed: 0 },
  ]);
  const status = JSON.parse((await place.runAt(now, 'status', 'physical/*', '--json')).stdout);
  expect(status.counts.fresh).toBe(365);
});

test('a backfill that the daemon works on is cancelled, and what it had made again is fresh', {
  timeout: 90_000,
}, async () => {
  const place = await housed();
  const daemon = place.start(now, 'serve', '--no-ui');
  try {
    await daemon.says(/start: success/);
    await place.runAt(now, 'backfill', '--state', 'all', '--chunk', '1');
    expect((await place.run('backfill', 'cancel', '1')).code).toBe(0);
    const [cancelled] = await listed(place);
    expect(cancelled.status).toBe('cancelled');
    expect(cancelled.partitions.done).toBeLessThan(cancelled.partitions.total);
    const status = JSON.parse((await place.runAt(now, 'status', '--json')).stdout);
    expect(status.counts.fresh).toBe(status.total);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
});
