import { expect, onTestFinished, test } from 'vitest';
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
  expect(await state.pendingWrites()).toEqual([{ asset: 'copy', from: day(1, 13), to: day(1, 13) }]);
  await next.declare();
  expect(await state.pendingWrites()).toEqual([]);
  expect(await materialize(next)).toMatchObject({ status: 'success', made: 1 });
  expect((await valuesOf(next, 'copy'))['2024-01-13']).toBe(12);
});
