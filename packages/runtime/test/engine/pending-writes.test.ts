import type { AssetKey } from '@meterworks/assets';
import { expect, onTestFinished, test } from 'vitest';
import type { EngineParts } from '../../src/engine/engine.ts';
import { stateStoreIn } from '../../src/state/open-state-store.ts';
import type { StateStore } from '../../src/state/state-store.ts';
import { copiedNumbers, countedDays, day, now } from './copied-numbers.ts';
import { materialize, openWorkshop, valuesOf } from './workshop.ts';

test('values that were written and never recorded are made again, also where their inputs are as before', async () => {
  const workshop = await openWorkshop(now);
  onTestFinished(() => workshop.close());
  const numbers = countedDays();
  const state = stateStoreIn(workshop.connection);
  /** Ends between the values of a step and its commit, as a killed process does. */
  const dying: StateStore = {
    ...state,
    commit: (fence, build) =>
      state.commit(fence, (seq) => {
        const commit = build(seq);
        if (commit.step?.asset === 'copy') throw new Error('killed');
        return commit;
      }),
  };
  await materialize(workshop.define(copiedNumbers(numbers), [numbers]));
  numbers.values.set(day(1, 13), 99);
  await expect(materialize(workshop.define(copiedNumbers(numbers), [numbers], { state: dying }))).rejects.toThrow();
  numbers.values.set(day(1, 13), 12);

  const next = workshop.define(copiedNumbers(numbers), [numbers]);
  expect(await state.pendingWrites()).toEqual([{ asset: 'copy', from: day(1, 13), to: day(1, 13), removes: false }]);
  await next.declare();
  expect(await state.pendingWrites()).toEqual([]);
  expect(await materialize(next)).toMatchObject({ status: 'success', made: 1 });
  expect((await valuesOf(next, 'copy'))['2024-01-13']).toBe(12);
});

test('values that were being removed are removed by the next process, or made again where they are wanted again', async () => {
  for (const wantedAgain of [false, true]) {
    const workshop = await openWorkshop(now);
    const numbers = countedDays();
    const state = stateStoreIn(workshop.connection);
    const to = (last: number) => ({ domain: () => ({ from: day(1, 1), to: last }) });
    let isDead = false;
    /** Dies once a removal is announced: before its values are gone, and with nothing recorded. */
    const dying: Partial<EngineParts> = {
      state: {
        ...state,
        commit: (fence, build) => (isDead ? Promise.reject(new Error('killed')) : state.commit(fence, build)),
      },
      series: {
        ...workshop.series,
        saveValues: (asset, entries) => {
          isDead ||= entries.some(({ bytes }) => bytes === undefined);
          return isDead ? Promise.reject(new Error('killed')) : workshop.series.saveValues(asset, entries);
        },
      },
    };
    await materialize(workshop.define(copiedNumbers(numbers, to(day(3, 10))), [numbers]));
    await expect(
      materialize(workshop.define(copiedNumbers(numbers, to(day(3, 1))), [numbers], dying)),
    ).rejects.toThrow();
    expect(isDead).toBe(true);
    const next = workshop.define(copiedNumbers(numbers, to(day(3, wantedAgain ? 10 : 1))), [numbers]);
    await next.declare();
    const report = await materialize(next);
    expect(report).toMatchObject({ status: 'success', failed: 0 });
    expect(Object.keys(await valuesOf(next, 'copy')).length).toBe(wantedAgain ? 70 : 61);
    const stored = await workshop.series.loadValues('copy' as AssetKey, day(3, 2), day(3, 10));
    expect(stored.filter((bytes) => bytes !== undefined).length).toBe(wantedAgain ? 9 : 0);
    expect(await materialize(next)).toMatchObject({ planned: 0, removed: 0 });
    await workshop.close();
  }
});
