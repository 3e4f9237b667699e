import type { StepView } from '@meterworks/runtime/read';

const troubled: readonly string[] = ['failed', 'partial'];

/** What failed first, then what is at work, then the others as they began: a folded list hides no trouble. Pure. */
export function orderSteps(steps: readonly StepView[]): StepView[] {
  const rank = ({ status }: StepView) => (troubled.includes(status) ? 0 : status === 'running' ? 1 : 2);
  return [...steps].sort((a, b) => rank(a) - rank(b));
}
