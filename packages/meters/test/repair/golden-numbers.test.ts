import { describe, expect, it } from 'vitest';
import { dailyPoints, day, epoch, eventCounts, repair, totalOf } from './readings-fixture.ts';

const swapped = dailyPoints(100, 102.5, 10, 12.5);

describe('golden numbers of the repair', () => {
  it('takes the differences of rising readings as they are', () => {
    const series = repair(dailyPoints(100, 102.5, 105, 108, 110.5));
    expect([...series.amounts]).toEqual([2.5, 2.5, 3, 2.5, 0]);
    expect(series.events).toEqual([]);
  });

  it('counts both meters exactly across a declared exchange', () => {
    const exchange = { time: epoch + day, oldRegister: 102.5, newRegister: 0 };
    const series = repair(swapped, { exchanges: [exchange] });
    expect([...series.amounts]).toEqual([2.5, 10, 2.5, 0]);
    expect([...series.registers]).toEqual([100, 0, 10, 12.5]);
    expect(eventCounts(series)).toEqual({ exchange: 1 });
  });

  it('keeps an undeclared fall out, with one proposal, until more readings support it', () => {
    const series = repair(swapped);
    expect([...series.times]).toEqual([epoch, epoch + day]);
    expect(totalOf(series)).toBe(2.5);
    expect(series.events).toEqual([
      {
        type: 'unconfirmed-fall',
        time: epoch + 2 * day,
        until: epoch + 3 * day,
        from: 102.5,
        to: 10,
        dropped: 2,
        amount: 10,
        proposed: true,
      },
    ]);
  });

  it('confirms the fall by the third rising reading, with the new register as a bounded guess', () => {
    const series = repair([...swapped, [epoch + 4 * day, 15]]);
    expect([...series.amounts]).toEqual([2.5, 10, 2.5, 2.5, 0]);
    // It counts on what was found, and asks all the same: an exchange that is declared counts exactly.
    expect(eventCounts(series)).toEqual({ 'reset?': 1 });
  });

  it('takes repeats of a low reading for no confirmation', () => {
    expect(eventCounts(repair(dailyPoints(100, 102.5, 105, 0, 0, 0, 0, 0)))).toEqual({ 'unconfirmed-fall?': 1 });
  });
});
