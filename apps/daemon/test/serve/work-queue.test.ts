import { expect, test } from 'vitest';
import { openWorkQueue } from '../../src/serve/work-queue.ts';

test('work is done one after the other, and a failure does not stop what is behind it', async () => {
  const queue = openWorkQueue();
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = queue.add(async () => {
    log.push('first begins');
    await gate.promise;
    log.push('first ends');
    throw new Error('broken');
  });
  const second = queue.add(async () => log.push('second'));
  gate.resolve();
  await expect(first).rejects.toThrow('broken');
  await second;
  expect(log).toEqual(['first begins', 'first ends', 'second']);
});

test('closing lets the work at hand end and refuses what waits', async () => {
  const queue = openWorkQueue();
  const gate = Promise.withResolvers<string>();
  const first = queue.add(() => gate.promise);
  await Promise.resolve();
  const second = queue.add(async () => 'never');
  const closed = queue.close(new Error('stopping'));
  gate.resolve('done');
  await closed;
  expect(await first).toBe('done');
  await expect(second).rejects.toThrow('stopping');
});
