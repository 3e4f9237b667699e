import type { RunReport } from '../engine/run-report.ts';

/** What a run made: asset → its spans as text ("2024-10-01…2024-10-05"), without steps that found nothing to do. */
export function madeSpans(report: RunReport): Record<string, string> {
  return Object.fromEntries(report.steps.filter((step) => step.made > 0).map((step) => [step.asset, step.spans]));
}
