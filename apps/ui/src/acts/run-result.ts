import type { CommandProgress } from './await-command.ts';

/** What a run came to, as a command's result gives it. Counts are of partitions. */
export interface RunResult {
  /** Undefined where there was nothing to do. */
  readonly run: number | undefined;
  readonly status: string;
  readonly made: number;
  readonly failed: number;
  readonly blocked: number;
}

/** Undefined where the result is not that of a run. */
export function runResultOf(result: CommandProgress['result']): RunResult | undefined {
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return undefined;
  const { runId, status, made, failed, blocked } = result as Readonly<Record<string, unknown>>;
  if (typeof status !== 'string') return undefined;
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    run: typeof runId === 'number' ? runId : undefined,
    status,
    made: count(made),
    failed: count(failed),
    blocked: count(blocked),
  };
}

/** What a run would make, as the result of a `plan` gives it. */
export interface PlanResult {
  readonly planned: number;
  readonly certain: number;
  readonly possible: number;
  readonly blocked: number;
  /** Milliseconds that it should take at most, from history; undefined where nothing of it was ever made. */
  readonly expectedMs: number | undefined;
  readonly steps: readonly {
    readonly asset: string;
    readonly planned: number;
    /** First and last partition of each stretch. */
    readonly spans: readonly { readonly from: string; readonly to: string }[];
    readonly why: readonly string[];
  }[];
}

/** Undefined where the result is not a plan. */
export function planResultOf(result: CommandProgress['result']): PlanResult | undefined {
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return undefined;
  const { planned, certain, possible, blocked, steps, seconds_expected } = result as Readonly<Record<string, unknown>>;
  if (typeof planned !== 'number' || !Array.isArray(steps)) return undefined;
  const count = (value: unknown) => (typeof value === 'number' ? value : 0);
  return {
    planned,
    certain: count(certain),
    possible: count(possible),
    blocked: count(blocked),
    expectedMs: typeof seconds_expected === 'number' ? seconds_expected * 1_000 : undefined,
    steps: (steps as readonly Readonly<Record<string, unknown>>[]).map((step) => ({
      asset: String(step.asset),
      planned: count(step.planned),
      spans: Array.isArray(step.spans) ? step.spans : [],
      why: causeKinds(step.causes),
    })),
  };
}

function causeKinds(causes: unknown): string[] {
  if (!Array.isArray(causes)) return [];
  return (causes as readonly Readonly<Record<string, unknown>>[]).flatMap(({ kind }) =>
    typeof kind === 'string' ? [kind] : [],
  );
}
