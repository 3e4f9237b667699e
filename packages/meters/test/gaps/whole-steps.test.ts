import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toWholeSteps } from '../../src/gaps/whole-steps.ts';

it('whole steps keep the sum, and no amount moves by a step or more', () => {
  const amounts = fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 1, maxLength: 50 });
  fc.assert(
    fc.property(amounts, fc.integer({ min: 1, max: 1000 }), fc.constantFrom(0.001, 0.1, 1, 5), (raw, total, step) => {
      const sum = raw.reduce((a, b) => a + b, 0);
      if (sum === 0) return;
      const exact = Float64Array.from(raw, (part) => (part / sum) * total * step);
      const whole = toWholeSteps(exact, step);
      const steps = Array.from(whole, (amount) => Math.round(amount / step));
      expect(steps.reduce((a, b) => a + b, 0)).toBe(total);
      for (const [k, amount] of whole.entries()) {
        expect(amount).toBeGreaterThanOrEqual(0);
        expect(Math.abs(amount - (exact[k] as number))).toBeLessThan(step * 1.001);
      }
    }),
  );
});

it('the largest remainders are rounded up, the earlier of equal ones first', () => {
  expect([...toWholeSteps(Float64Array.of(0.4, 1.7, 0.4, 0.5), 1)]).toEqual([0, 2, 0, 1]);
  expect([...toWholeSteps(Float64Array.of(0.5, 0.5, 0.5, 0.5), 1)]).toEqual([1, 1, 0, 0]);
});
