import { clipLimit } from './clip-limit.ts';
import type { Weight } from './open-weight.ts';
import type { KnownStretch, MonthStatistics } from './training.ts';

/**
 * Amount per day at weight 1: measured ÷ expected over the latest stretches of the window that make up `span` days (what is there,
 * if less), with single wild ones clipped (meter-science §4, Forward). Undefined where nothing was measured.
 */
export function fitLevel(window: readonly MonthStatistics[], span: number, weight: Weight): number | undefined {
  const ratios: number[] = [];
  const weights: number[] = [];
  for (const stretch of latestStretches(window, span)) {
    const expected = weight.integrate(stretch.from, stretch.to);
    if (!(expected > 0)) continue;
    ratios.push(stretch.amount / expected);
    weights.push(expected);
  }
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

function latestStretches(window: readonly MonthStatistics[], span: number): KnownStretch[] {
  const latest: KnownStretch[] = [];
  let days = 0;
  for (let month = window.length - 1; month >= 0; month--) {
    const { stretches } = window[month] as MonthStatistics;
    for (let index = stretches.length - 1; index >= 0; index--) {
      if (days >= span) return latest;
      const stretch = stretches[index] as KnownStretch;
      latest.push(stretch);
      days += stretch.days;
    }
  }
  return latest;
}
