import type { ReadSide } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { watchCurrentWork } from '../../src/serve/current-work.ts';

const reader = (statuses: Record<number, string>): Pick<ReadSide, 'run'> => ({
  run: async (id) =>
    statuses[id] === undefined
      ? undefined
      : ({ run: { status: statuses[id] } } as Awaited<ReturnType<ReadSide['run']>>),
});

test('cancelling the run at hand aborts its signal and nothing else', async () => {
  const all = new AbortController();
  const work = watchCurrentWork(reader({ 7: 'running', 6: 'success' }), all.signal);
  const seen = Promise.withResolvers<AbortSignal>();
  const gate = Promise.withResolvers<void>();
  const done = work.during(async (signal) => {
    seen.resolve(signal);
    await gate.promise;
  });
  const signal = await seen.promise;
  expect(await work.cancel(6)).toBe(false);
  expect(await work.cancel(8)).toBe(false);
  expect(signal.aborted).toBe(false);
  expect(await work.cancel(7)).toBe(true);
  expect(signal.aborted).toBe(true);
  expect(all.signal.aborted).toBe(false);
  gate.resolve();
  await done;
  expect(await work.cancel(7)).toBe(false);
});
