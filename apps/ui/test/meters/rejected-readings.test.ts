import { expect, test } from 'vitest';
import { rejectedReadings } from '../../src/meters/rejected-readings.ts';

const view = { from: 0, to: 1_000 };
const readings = [10, 20, 30, 40, 50].map((time) => ({ time, value: time === 50 ? 8 : 5 }));
const times = (event: object, among = readings) =>
  rejectedReadings([{ events: [event] }, null, {}], among, view).map(({ time, value }) => [time, value]);

test('of a stale value that repeats only the repeats are crossed out', () => {
  expect(times({ type: 'stale-hold', time: 10, until: 50, to: 8, dropped: 3 })).toEqual([
    [20, 5],
    [30, 5],
    [40, 5],
  ]);
});

test('of a stretch every reading is crossed out, and where none is shown its beginning', () => {
  const event = { type: 'spike', time: 20, until: 30, to: 5, dropped: 2 };
  expect(times(event)).toEqual([
    [20, 5],
    [30, 5],
  ]);
  expect(times(event, [])).toEqual([[20, 5]]);
});

test('of two readings of one instant only the refused one is crossed out', () => {
  expect(times({ type: 'conflict', time: 30, until: 30, to: 7, dropped: 1 })).toEqual([[30, 7]]);
});

test('what dropped nothing, or lies beyond what is shown, is not crossed out', () => {
  expect(times({ type: 'reset', time: 30, until: 30, to: 5, dropped: 0 })).toEqual([]);
  expect(times({ type: 'spike', time: 2_000, until: 2_000, to: 5, dropped: 1 })).toEqual([]);
});

test('a reading that only says again what was known is crossed out, and those around it are not', () => {
  const over = { kind: 'between', fromTime: 10, toTime: 30 };
  const day = { start: over, end: { kind: 'between', fromTime: 30, toTime: 40 }, events: [] };
  expect(rejectedReadings([day], readings, view)).toEqual([{ time: 20, value: 5, type: 'repeat' }]);
  expect(rejectedReadings([{ start: { kind: 'after-last', time: 10 } }], readings, view)).toEqual([]);
});
