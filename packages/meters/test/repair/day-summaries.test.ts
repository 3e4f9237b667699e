import fc from 'fast-check';
import { expect, it } from 'vitest';
import { intervalFlags } from '../../src/repair/index.ts';
import { day, epoch, hour, type Point, repair } from './readings-fixture.ts';

/** All that a server can compute of a day at low cost: windows of these functions it pushes down to its storage. */
function summaryOf(points: readonly Point[]) {
  const registers = points.map(([, register]) => register);
  return {
    count: points.length,
    sum: registers.reduce((sum, register) => sum + register, 0),
    min: Math.min(...registers),
    max: Math.max(...registers),
    first: points[0],
    last: points.at(-1),
  };
}

/** Days before and after that say what is usual: a kWh every quarter of an hour. */
const spacing = hour / 4;
const around = (from: number, first: number): Point[] =>
  Array.from({ length: 96 * 3 }, (_, i) => [from + i * spacing, first + i]);

/** A day of 96 readings between them, `times` in quarters of an hour. */
const within = (registers: readonly number[], times: readonly number[]): Point[] =>
  registers.map((register, i) => [epoch + 3 * day + (times[i] as number) * spacing, register]);
const house = (inside: readonly Point[]): Point[] => [...around(epoch, 0), ...inside, ...around(epoch + 4 * day, 384)];
const even = Array.from({ length: 96 }, (_, i) => i);
const steady = even.map((i) => 288 + i);
const usual = within(steady, even);

it('cannot be had from a summary of a day: in another with the same one the register dips', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 93 }), (at) => {
      const registers = [...steady];
      [registers[at], registers[at + 1]] = [steady[at + 1] as number, steady[at] as number];
      const dips = within(registers, even);
      expect(summaryOf(dips)).toEqual(summaryOf(usual));
      expect(repair(house(usual)).events).toEqual([]);
      expect(repair(house(dips)).events.map(({ type }) => type)).toEqual(['dip']);
    }),
    { numRuns: 20 },
  );
});

it('cannot be had from a summary of a day: in another with the same one hours are not known', () => {
  // The same readings, crowded into the morning but for the last one.
  const registers = even.map((i) => (i === 95 ? 383 : 288 + Math.floor(i * 0.9)));
  const plain = within(registers, even);
  const gap = within(
    registers,
    even.map((i) => (i === 95 ? i : i / 3)),
  );
  expect(summaryOf(gap)).toEqual(summaryOf(plain));
  const unknown = (points: readonly Point[]): number =>
    [...repair(house(points)).flags].filter((flag) => (flag & intervalFlags.known) === 0).length;
  // The last point of a series has no interval after it.
  expect([unknown(plain), unknown(gap)]).toEqual([1, 2]);
});
