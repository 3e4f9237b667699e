import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planDifference } from '../../src/acts/plan-difference.ts';
import type { PlanResult } from '../../src/acts/run-result.ts';
import { dayText } from '../../src/format/day-text.ts';

const span = (from: string, to = from) => ({ from, to });
function plan(steps: Readonly<Record<string, readonly [planned: number, ...spans: ReturnType<typeof span>[]]>>) {
  return {
    planned: Object.values(steps).reduce((sum, [planned]) => sum + planned, 0),
    certain: 0,
    possible: 0,
    blocked: 0,
    expectedMs: undefined,
    steps: Object.entries(steps).map(([asset, [planned, ...spans]]) => ({ asset, planned, spans, why: [] })),
  } satisfies PlanResult;
}

test('what was planned before is left out, days, months and years alike', () => {
  const before = plan({
    a: [2, span('2025-01-30', '2025-01-31')],
    m: [1, span('2024-12')],
    y: [1, span('2025')],
  });
  const now = plan({
    a: [5, span('2025-01-29', '2025-02-02')],
    m: [3, span('2024-11', '2025-01')],
    y: [1, span('2025')],
    new: [1, span('2025-03-01')],
  });
  const { steps, planned } = planDifference(now, before);
  expect(steps.map(({ asset, planned, spans }) => [asset, planned, ...spans])).toEqual([
    ['a', 3, span('2025-01-29'), span('2025-02-01', '2025-02-02')],
    ['m', 2, span('2024-11'), span('2025-01')],
    ['new', 1, span('2025-03-01')],
  ]);
  expect(planned).toBe(6);
});

test('no day is left out or counted twice', () => {
  const days = fc.uniqueArray(fc.integer({ min: 20_000, max: 20_060 }), { minLength: 1 });
  const spans = (list: readonly number[]) =>
    plan({ a: [list.length, ...[...list].sort((x, y) => x - y).map((day) => span(dayText(day)))] });
  fc.assert(
    fc.property(days, days, (now, before) => {
      const expected = now.filter((day) => !before.includes(day));
      expect(planDifference(spans(now), spans(before)).planned).toBe(expected.length);
    }),
  );
});
