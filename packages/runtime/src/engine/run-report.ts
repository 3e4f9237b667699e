import { type AssetGraph, type AssetKey, type CheckSeverity, formatSpans, type Plan } from '@meterworks/assets';
import type { ExecutedPlan } from '../execute/execute-plan.ts';
import type { RunId } from '../state/run-record.ts';

/** What a run came to. Counts are of partitions. */
export interface RunReport {
  /** Undefined where there was nothing to do and no run was started. */
  readonly runId: RunId | undefined;
  readonly status: 'success' | 'partial' | 'failed' | 'cancelled';
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly made: number;
  /** Planned as possible and found fresh, as their inputs came out equal. */
  readonly cutOff: number;
  readonly failed: number;
  readonly blocked: number;
  readonly removed: number;
  readonly seconds: number;
  readonly steps: readonly StepReport[];
  readonly errors: readonly { readonly asset: AssetKey; readonly partition: string; readonly message: string }[];
  /** What checks found in what was made, or kept from being stored. */
  readonly findings: readonly ReportedFinding[];
}

export interface ReportedFinding {
  readonly asset: AssetKey;
  readonly partition: string;
  readonly check: string;
  readonly severity: CheckSeverity;
  readonly blocking: boolean;
  readonly message: string;
}

export interface StepReport {
  readonly asset: AssetKey;
  readonly planned: number;
  readonly made: number;
  readonly changed: number;
  readonly cutOff: number;
  readonly failed: number;
  /** Tries that it took, the last one included. */
  readonly attempts: number;
  readonly seconds: number;
  /** For people: "2024-10-01…2024-10-05". */
  readonly spans: string;
}

export function reportOf(
  graph: AssetGraph,
  plan: Plan,
  executed: ExecutedPlan,
  runId: RunId | undefined,
  seconds: number,
): RunReport {
  const results = executed.steps.map(({ result }) => result);
  const total = (of: (result: (typeof results)[number]) => number): number =>
    results.reduce((sum, result) => sum + of(result), 0);
  const made = total((result) => result.made);
  const failed = total((result) => result.failed);
  const blocked = total((result) => result.blocked) + plan.blocked;
  return {
    runId,
    status: statusOf(executed, made, failed),
    planned: plan.planned,
    certain: plan.certain,
    possible: plan.possible,
    made,
    cutOff: total((result) => result.cutOff),
    failed,
    blocked,
    removed: total((result) => result.removed),
    seconds,
    steps: executed.steps.map(({ step, result, attempts, seconds: took }) => ({
      asset: step.asset,
      planned: step.ordinals.length,
      made: result.made,
      changed: result.changed,
      cutOff: result.cutOff,
      failed: result.failed,
      attempts,
      seconds: took,
      spans: formatSpans(graph.asset(step.asset).scheme, result.spans),
    })),
    errors: executed.steps.flatMap(({ step, result }) =>
      result.errors.map(({ ordinal, message }) => ({
        asset: step.asset,
        partition: graph.asset(step.asset).scheme.keyOf(ordinal),
        message,
      })),
    ),
    findings: executed.steps.flatMap(({ step, result }) =>
      result.findings.map(({ ordinal, check, severity, blocking, message }) => ({
        asset: step.asset,
        partition: graph.asset(step.asset).scheme.keyOf(ordinal),
        check,
        severity,
        blocking,
        message,
      })),
    ),
  };
}

/** Cancelled only if something that was asked for is left undone: what ended before anybody could stop it is a success. */
function statusOf({ cancelled, broken }: ExecutedPlan, made: number, failed: number): RunReport['status'] {
  if (cancelled) return 'cancelled';
  if (failed === 0 && broken === undefined) return 'success';
  return made > 0 ? 'partial' : 'failed';
}
