import { dayOf, dayText } from '../format/day-text.ts';
import type { PlanResult } from './run-result.ts';

type Step = PlanResult['steps'][number];
/** First and last number of a stretch of partitions. */
type Stretch = readonly [first: number, last: number];

/** What is planned now and was not before, as between two looks at the same selection: what came about meanwhile. */
export function planDifference(now: PlanResult, before: PlanResult): PlanResult {
  const old = new Map(before.steps.map((step) => [step.asset, step]));
  const steps = now.steps.map((step) => stepDifference(step, old.get(step.asset))).filter(({ planned }) => planned > 0);
  const planned = steps.reduce((sum, step) => sum + step.planned, 0);
  const possible = Math.min(planned, Math.max(0, now.possible - before.possible));
  return {
    planned,
    certain: planned - possible,
    possible,
    blocked: Math.max(0, now.blocked - before.blocked),
    expectedMs: undefined,
    steps,
  };
}

function stepDifference(now: Step, before: Step | undefined): Step {
  if (before === undefined) return now;
  const [stretches, gone] = [stretchesOf(now), stretchesOf(before)];
  // Keys of other partitions than these have no number of their own: then counts have to do.
  if (stretches === undefined || gone === undefined)
    return { ...now, planned: Math.max(0, now.planned - before.planned) };
  const left = gone.reduce<readonly Stretch[]>((rest, one) => rest.flatMap((other) => without(other, one)), stretches);
  return {
    ...now,
    planned: left.reduce((sum, [first, last]) => sum + last - first + 1, 0),
    spans: left.map(([first, last]) => {
      const length = now.spans[0]?.from.length ?? 0;
      return { from: keyOf(first, length), to: keyOf(last, length) };
    }),
  };
}

function without([first, last]: Stretch, [from, to]: Stretch): Stretch[] {
  if (to < first || from > last) return [[first, last]];
  const before: Stretch[] = first < from ? [[first, from - 1]] : [];
  return to < last ? [...before, [to + 1, last]] : before;
}

function stretchesOf({ spans }: Step): Stretch[] | undefined {
  const stretches = spans.flatMap(({ from, to }): Stretch[] => {
    const [first, last] = [numberOf(from), numberOf(to)];
    return first === undefined || last === undefined ? [] : [[first, last]];
  });
  return stretches.length === spans.length ? stretches : undefined;
}

/** The number of a year, a month or a day by its key. */
function numberOf(key: string): number | undefined {
  const [, year, month, day] = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(key) ?? [];
  if (year === undefined) return undefined;
  if (month === undefined) return Number(year);
  if (day === undefined) return Number(year) * 12 + Number(month) - 1;
  return dayOf(Number(year), Number(month) - 1, Number(day));
}

/** The key with that number; how long the keys are tells years, months and days apart. */
function keyOf(number: number, length: number): string {
  if (length === 4) return String(number);
  if (length === 7) return `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`;
  return dayText(number);
}
