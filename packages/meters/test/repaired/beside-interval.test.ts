import { describe, expect, it } from 'vitest';
import type { Point } from '../repair/readings-fixture.ts';
import { berlinTime, daysOf } from './days-fixture.ts';

/** A reading at noon of a day of 2024. */
function noon(month: number, day: number, register: number): Point {
  return [berlinTime(2024, month, day, 12), register];
}

describe('what is said beside an interval', () => {
  const readings = [noon(1, 1, 0), noon(2, 10, 400), noon(3, 20, 700), noon(4, 29, 900)];

  it('is what the neighbouring readings counted, on both sides of a long one', () => {
    const [day] = daysOf(readings, [2024, 3, 1], [2024, 3, 1]);
    expect([...(day?.besideStart ?? [])]).toEqual([berlinTime(2024, 1, 1, 12), 400, berlinTime(2024, 4, 29, 12), 200]);
    expect(day?.besideEnd).toEqual(day?.besideStart);
  });

  it('is unknown where there are no readings on a side', () => {
    const [day] = daysOf(readings, [2024, 1, 20], [2024, 1, 20]);
    expect([...(day?.besideEnd ?? [])]).toEqual([Number.NaN, Number.NaN, berlinTime(2024, 3, 20, 12), 300]);
  });

  it('differs on a day that holds a reading', () => {
    const [day] = daysOf(readings, [2024, 2, 10], [2024, 2, 10]);
    expect(day?.besideStart[3]).toBe(300);
    expect(day?.besideEnd[1]).toBe(400);
  });

  it('is empty for an interval of ten days and less', () => {
    const [day] = daysOf([noon(1, 1, 0), noon(1, 11, 100), noon(1, 21, 300)], [2024, 1, 5], [2024, 1, 5]);
    expect(day?.besideStart).toHaveLength(0);
    expect(day?.besideEnd).toHaveLength(0);
  });
});
