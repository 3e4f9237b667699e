import { ManualClock } from '@meterworks/runtime/testing';
import { expect, test } from 'vitest';
import { runSchedules } from '../../src/serve/run-schedules.ts';

const hour = 3_600_000;
const hourly = (after: number) => (Math.floor(after / hour) + 1) * hour;

test('a schedule ticks when it is due until it is stopped', async () => {
  const clock = new ManualClock(hour / 2);
  const stop = new AbortController();
  const ticks: number[] = [];
  const done = runSchedules(
    [{ name: 'a', next: hourly, tick: async (due) => void ticks.push(due) }],
    clock,
    stop.signal,
  );
  await clock.advance(3 * hour);
  stop.abort();
  await done;
  expect(ticks).toEqual([hour, 2 * hour, 3 * hour]);
});

test('a tick whose schedule is still at work is skipped, and the work is waited for at the end', async () => {
  const clock = new ManualClock(0);
  const stop = new AbortController();
  const gate = Promise.withResolvers<void>();
  const begun: number[] = [];
  let ended = false;
  const tick = async (due: number) => {
    begun.push(due);
    await gate.promise;
    ended = true;
  };
  const done = runSchedules([{ name: 'a', next: hourly, tick }], clock, stop.signal);
  await clock.advance(3 * hour);
  stop.abort();
  gate.resolve();
  await done;
  expect(begun).toEqual([hour]);
  expect(ended).toBe(true);
});
