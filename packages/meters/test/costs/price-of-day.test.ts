import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { priceOfDay } from '../../src/costs/price-of-day.ts';

const hourMs = 3_600_000;
const day = { from: 0, to: 24 * hourMs };

function every(step: number, value: (part: number) => number | undefined) {
  const parts = Array.from({ length: day.to / step }, (_, part) => part).filter((part) => value(part) !== undefined);
  return {
    starts: Float64Array.from(parts, (part) => part * step),
    amounts: Float64Array.from(parts, (part) => value(part) as number),
  };
}

describe('the price of a day', () => {
  it('counts each hour by what was used in it, and quarters evenly within theirs', () => {
    const quarters = every(hourMs / 4, (quarter) => (quarter < 4 ? 0.1 + 0.2 * quarter : 1));
    const energy = every(hourMs, (hour) => (hour === 0 ? 3 : hour === 1 ? 1 : 0));
    // Hour 0 costs 0.4 on average.
    expect(priceOfDay(quarters, energy, day)).toEqual({
      perUnit: expect.closeTo((3 * 0.4 + 1) / 4, 12),
      isWeighted: true,
    });
  });

  it('is the average by time where nothing is known of the hours, or nothing was used, and says so', () => {
    const prices = every(hourMs, (hour) => (hour < 12 ? 0.2 : 0.4));
    expect(priceOfDay(prices, undefined, day)).toEqual({ perUnit: expect.closeTo(0.3, 12), isWeighted: false });
    expect(
      priceOfDay(
        prices,
        every(hourMs, () => 0),
        day,
      ),
    ).toEqual({ perUnit: expect.closeTo(0.3, 12), isWeighted: true });
  });

  it('is weighted by the hours that are known, and says that some are not', () => {
    const prices = every(hourMs, (hour) => (hour < 12 ? 0.2 : 0.4));
    const energy = every(hourMs, (hour) => (hour === 3 ? undefined : hour < 12 ? 1 : 0));
    expect(priceOfDay(prices, energy, day)).toEqual({ perUnit: expect.closeTo(0.2, 12), isWeighted: false });
  });

  it('is not known where an hour that counts has no price', () => {
    const prices = every(hourMs, (hour) => (hour === 5 ? undefined : 0.3));
    expect(priceOfDay(undefined, undefined, day)).toBeUndefined();
    expect(priceOfDay(prices, undefined, day)).toBeUndefined();
    expect(
      priceOfDay(
        prices,
        every(hourMs, () => 1),
        day,
      ),
    ).toBeUndefined();
    expect(
      priceOfDay(
        prices,
        every(hourMs, (hour) => (hour === 5 ? 0 : 1)),
        day,
      )?.perUnit,
    ).toBeCloseTo(0.3, 12);
  });

  it('lies between the lowest and the highest price', () => {
    const price = fc.double({ min: -1, max: 2, noNaN: true });
    const amounts = fc.array(fc.double({ min: 0, max: 50, noNaN: true }), { minLength: 24, maxLength: 24 });
    fc.assert(
      fc.property(fc.array(price, { minLength: 96, maxLength: 96 }), amounts, (prices, energy) => {
        const found = priceOfDay(
          every(hourMs / 4, (quarter) => prices[quarter]),
          every(hourMs, (hour) => energy[hour]),
          day,
        );
        const value = found?.perUnit ?? Number.NaN;
        expect(value).toBeGreaterThanOrEqual(Math.min(...prices) - 1e-9);
        expect(value).toBeLessThanOrEqual(Math.max(...prices) + 1e-9);
      }),
    );
  });
});
