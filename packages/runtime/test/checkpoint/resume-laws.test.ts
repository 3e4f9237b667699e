import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { DayNumber } from './corrected-sums.ts';
import { type Ending, keyAt, TwinShops } from './twin-shops.ts';

type Edit = (twins: TwinShops) => void | Promise<void>;

const anyDay = fc.integer({ min: 0, max: 26 });
const anySpan = fc.tuple(anyDay, anyDay).map((days) => days.sort((a, b) => a - b) as [number, number]);
/** Numbers are few, so that one often comes back to what it was. */
const goodNumber = fc.constantFrom<DayNumber>(
  { amount: 0 },
  { amount: 1 },
  { amount: 5 },
  { amount: 1, correction: 3 },
  { amount: 1, correction: -3 },
);
const badNumber = fc.constantFrom<DayNumber>({ amount: -40 }, { amount: 1, isBad: true }, { amount: 1, isFatal: true });
const anyNumber = fc.oneof({ weight: 9, arbitrary: goodNumber }, { weight: 1, arbitrary: badNumber });
const append = anyNumber.map(
  (number): Edit =>
    (twins) =>
      twins.append(number),
);
const correct = fc.tuple(anyDay, fc.option(anyNumber, { nil: undefined, freq: 5 })).map(
  ([day, number]): Edit =>
    (twins) => {
      if (day <= twins.last) twins.set(day, number);
    },
);
const mend: Edit = (twins) => {
  for (let day = 0; day <= twins.last; day++) if (twins.isFailing(day)) twins.set(day, { amount: 1 });
};
const define = fc
  .record(
    {
      factor: fc.constantFrom(1, 2),
      code: fc.constantFrom('0', '1'),
      skip: fc.constantFrom(0, 1, 4),
      reads: fc.constantFrom(0, 1),
    },
    { requiredKeys: [] },
  )
  .map(
    (settings): Edit =>
      (twins) =>
        void Object.assign(twins.settings, settings),
  );
const wipe = anySpan.map(
  ([from, to]): Edit =>
    (twins) =>
      twins.wipe(from, to),
);
const pin = fc.tuple(anySpan, fc.boolean()).map(
  ([[from, to], pinned]): Edit =>
    (twins) =>
      twins.pin(from, to, pinned),
);
const edits = fc.oneof(
  { weight: 20, arbitrary: append },
  { weight: 4, arbitrary: correct },
  { weight: 3, arbitrary: fc.constant(mend) },
  { weight: 4, arbitrary: define },
  { weight: 1, arbitrary: wipe },
  { weight: 2, arbitrary: pin },
);
const runs = fc.record({
  ending: fc.oneof(
    { weight: 8, arbitrary: fc.constant<Ending>('goes through') },
    { weight: 1, arbitrary: fc.constantFrom<Ending>('dies', 'is cancelled', 'cannot store') },
  ),
  again: fc.option(anySpan, { nil: undefined, freq: 8 }),
});

it('a computation that goes on from its checkpoints records what one records that begins anew every time', {
  timeout: 300_000,
}, async () => {
  const calls = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(
      fc.array(goodNumber, { minLength: 4, maxLength: 12 }),
      fc.array(fc.tuple(fc.array(edits, { maxLength: 2 }), runs), { minLength: 1, maxLength: 12 }),
      async (numbers, rounds) => {
        const twins = await TwinShops.open();
        try {
          for (const number of numbers) twins.append(number);
          await twins.run({}, 'goes through');
          for (const [round, { ending, again }] of rounds) {
            for (const edit of round) await edit(twins);
            const all = again && { state: 'all' as const, from: keyAt(again[0]), to: keyAt(again[1]) };
            await twins.run({ ...all }, ending);
            const [resumed, anew] = await twins.records();
            expect(resumed).toEqual(anew);
          }
          for (const call of twins.shops[0]?.calls ?? []) calls.set(call, (calls.get(call) ?? 0) + 1);
        } finally {
          await twins.close();
        }
      },
    ),
    { numRuns: process.env.METERWORKS_FULL === '1' ? 2000 : 120 },
  );
  // Otherwise it would have said nothing.
  expect(calls.get('resume')).toBeGreaterThan(15);
  expect(calls.get('whole')).toBeGreaterThan(60);
});
