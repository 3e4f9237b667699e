import fc from 'fast-check';
import { expect, it } from 'vitest';
import { stageSeconds } from '../benches/spine/stage-seconds.ts';

const instant = (ms: number) => new Date(ms).toISOString();

it('a moment that two stages share counts half for each', () => {
  const steps = [
    { asset: 'repaired/a', started: instant(0), finished: instant(2000) },
    { asset: 'physical/a', started: instant(1000), finished: instant(4000) },
    { asset: 'physical/b', started: instant(9000), finished: null },
  ];
  expect([...stageSeconds(steps)]).toEqual([
    ['repaired', 1.5],
    ['physical', 2.5],
  ]);
});

it('stages add up to the time in which any step was under way', () => {
  const step = fc.record({ stage: fc.constantFrom('a', 'b', 'c'), from: fc.nat(500), length: fc.nat(50) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const covered = new Set(steps.flatMap(({ from, length }) => Array.from({ length }, (_, i) => from + i)));
      const stages = stageSeconds(
        steps.map(({ stage, from, length }) => ({
          asset: `${stage}/x`,
          started: instant(from),
          finished: instant(from + length),
        })),
      );
      const sum = [...stages.values()].reduce((total, seconds) => total + seconds, 0);
      expect(sum).toBeCloseTo(covered.size / 1000, 9);
    }),
  );
});
