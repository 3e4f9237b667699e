import { silentLogger, systemClock } from '@meterworks/runtime';
import { fileBackfill, readBackfill, readChunks } from '@meterworks/runtime/backfill';
import { expect, onTestFinished, test } from 'vitest';
import { backfillPlace } from '../../src/composition/backfill-place.ts';
import { type OpenHouse, openHouse } from '../../src/composition/open-house.ts';
import { attendBackfills } from '../../src/serve/attend-backfills.ts';
import type { CurrentWork } from '../../src/serve/current-work.ts';
import { openWorkQueue, type WorkQueue } from '../../src/serve/work-queue.ts';
import { openPlace, smallHouse } from '../commands/cli.ts';

/** The small house with readings over ten days, held by this process. */
async function openHeldHouse(signal: AbortSignal): Promise<OpenHouse> {
  const { folder } = openPlace(smallHouse);
  const house = await openHouse(
    {
      terminal: { print: () => {}, say: () => {}, watched: false },
      config: `${folder}/config`,
      verbose: false,
      version: '0.0.0',
      environment: { METERWORKS_NOW: '2024-01-11T06:00:00Z' },
      signal,
    },
    { hold: 'daemon' },
  );
  onTestFinished(() => house.close());
  const midnight = (date: number) => Date.UTC(2023, 11, 31, 23) + (date - 1) * 86_400_000;
  const times = Float64Array.of(midnight(1), midnight(11));
  await house.stores.series.appendSamples('gas_zahler', 'import', times, Float64Array.of(0, 100));
  return house;
}

const always = (signal: AbortSignal): CurrentWork => ({
  during: (work) => work(signal),
  cancel: async () => false,
});

test('what falls due while a chunk is made goes before the next chunk', async () => {
  const stop = new AbortController();
  const house = await openHeldHouse(stop.signal);
  const filed = await fileBackfill(backfillPlace(house), { actor: 'test', selection: 'physical/*', chunk: 4 });
  if (filed.kind !== 'filed') throw new Error(filed.kind);

  const inner = openWorkQueue();
  const log: string[] = [];
  const ended = Promise.withResolvers<void>();
  const queue: WorkQueue = {
    ...inner,
    add: (work) =>
      inner.add(async () => {
        if (log.length === 0) void inner.add(async () => log.push('schedule'));
        const result = await work();
        log.push('chunk');
        if (readBackfill(house.stores.connection, filed.backfill.id)?.finishedAt !== undefined) ended.resolve();
        return result;
      }),
  };
  const attending = attendBackfills({ house, queue, current: always(house.signal), logger: silentLogger }, systemClock);
  await ended.promise;
  stop.abort();
  await attending;
  expect(log).toEqual(['chunk', 'schedule', 'chunk', 'chunk']);
  expect(readBackfill(house.stores.connection, filed.backfill.id)?.status).toBe('success');
});

test('cancelling the run of a chunk cancels its backfill', async () => {
  const stop = new AbortController();
  const house = await openHeldHouse(stop.signal);
  const filed = await fileBackfill(backfillPlace(house), { actor: 'test', selection: 'physical/*', chunk: 4 });
  if (filed.kind !== 'filed') throw new Error(filed.kind);
  const { id } = filed.backfill;
  const done = Promise.withResolvers<void>();
  const cancelled = AbortSignal.abort(new Error('run 1 was cancelled'));
  const current: CurrentWork = {
    during: (work) => work(cancelled).finally(() => done.resolve()),
    cancel: async () => true,
  };
  const attending = attendBackfills({ house, queue: openWorkQueue(), current, logger: silentLogger }, systemClock);
  await done.promise;
  stop.abort();
  await attending;
  expect(readBackfill(house.stores.connection, id)?.status).toBe('cancelled');
  expect(readChunks(house.stores.connection, id).map(({ status, made }) => [status, made])).toEqual([
    ['cancelled', 0],
    ['cancelled', 0],
    ['cancelled', 0],
  ]);
});
