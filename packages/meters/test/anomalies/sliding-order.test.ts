import fc from 'fast-check';
import { expect, it } from 'vitest';
import { medianOf } from '../../src/anomalies/order-statistics.ts';
import { SlidingOrder } from '../../src/anomalies/sliding-order.ts';

// A zero has no sign here: which of two equal values comes first is nobody's concern.
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const amount = fc.oneof(fc.constant(Number.NaN), fc.integer({ min: -3, max: 9 }), finite);
const windows = fc.array(fc.record({ from: fc.nat(60), days: fc.nat(20) }), { maxLength: 30 });

it('says of any window what sorting it says, wherever it was before', () => {
  fc.assert(
    fc.property(fc.array(amount, { minLength: 80, maxLength: 80 }), windows, (amounts, asked) => {
      const values = Float64Array.from(amounts);
      const order = new SlidingOrder(values, 20, (k) => (values[k] as number) >= 0);
      for (const { from, days } of asked) {
        const sorted = values
          .slice(from, from + days)
          .filter((value) => value >= 0)
          .sort();
        order.over(from, from + days);
        expect(Array.from({ length: order.size }, (_, rank) => order.at(rank))).toEqual([...sorted]);
        expect(order.at(order.size)).toBeUndefined();
        expect(order.quantile(0.5)).toBe(medianOf(sorted));
        expect(order.countBelow(4)).toBe(sorted.filter((value) => value < 4).length);
      }
    }),
  );
});
