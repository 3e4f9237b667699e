import { clipLimit } from './clip-limit.ts';
import type { Weight } from './open-weight.ts';
import type { KnownGap, MonthStatistics } from './training.ts';

/**
 * Amount per day at weight 1: measured ÷ expected over the latest stretches of the window that make up `span` days (what is there,
 * if less), with single wild ones clipped (meter-science §4, Forward). Undefined where nothing was measured.
 */
export function fitLevel(window: readonly MonthStatistics[], span: number, weight: Weight): number | undefined {
  const ratios: number[] = [];
  const weights: number[] = [];
  eachLatest(window, span, (start, end, amount) => {
    const expected = weight.integrate(start, end);
    if (!(expected > 0)) return;
    ratios.push(amount / expected);
    weights.push(expected);
  });
  if (ratios.length === 0) return undefined;
  const most = clipLimit(ratios);
  let amount = 0;
  let total = 0;
  for (let index = 0; index < ratios.length; index++) {
    amount += Math.min(ratios[index] as number, most) * (weights[index] as number);
    total += weights[index] as number;
  }
  const level = amount / total;
  return Number.isFinite(level) ? level : undefined;
}

function eachLatest(
  window: readonly MonthStatistics[],
  span: number,
  visit: (start: number, end: number, amount: number) => void,
): void {
  let days = 0;
  for (let at = window.length - 1; at >= 0; at--) {
    const { lessons, gaps } = window[at] as MonthStatistics;
    let gap = gaps.length;
    for (let k = lessons.classes.length - 1; k >= 0; k--) {
      if (days >= span) return;
      visit(lessons.starts[k] as number, lessons.ends[k] as number, lessons.known[k] as number);
      days += (lessons.classes[k] as number) >= 0 ? 1 : (gaps[--gap] as KnownGap).days;
    }
  }
}
