import { type AssetGraph, type AssetKey, defaultRetryPolicy, type Plan } from '@meterworks/assets';
import { systemClock } from '../clock/system-clock.ts';
import type { ExecutedPlan } from '../execute/execute-plan.ts';
import { StepError } from '../execute/step-error.ts';
import type { RunId } from '../state/run-record.ts';
import type { EngineParts } from './engine.ts';
import { type RunReport, reportOf } from './run-report.ts';
import type { Session } from './session.ts';

/** Who wants a run, as what, and of which selection. */
export interface RunRequest {
  readonly actor: string;
  readonly kind: string;
  readonly selection: string;
}

/** Executes a plan as a run that is recorded from its start to its end; a plan without steps is none. */
export async function runPlan(
  parts: EngineParts,
  session: Session,
  plan: Plan,
  { kind, actor, selection }: RunRequest,
  options: {
    /** UTC ms. */
    readonly startedAt: number;
    readonly onStep: (done: number, total: number, asset: AssetKey) => void;
  },
): Promise<RunReport> {
  const { graph, clock, state, fence, logger, retrying, concurrency = stepsAtOnce(graph, plan), runLog } = parts;
  const { startedAt, onStep } = options;
  const seconds = (): number => (clock.now() - startedAt) / 1000;
  if (plan.steps.length === 0)
    return reportOf(graph, plan, { steps: [], cancelled: false, broken: undefined }, undefined, seconds());
  if (aboutMade(graph, session, plan) > manyPartitions) parts.onLargeRun?.();
  // Loaded where something is made: what is looked at is mostly fresh.
  const { executePlan } = await import('../execute/execute-plan.ts');
  const run: RunId = await state.startRun(fence, { kind, actor, selection, startedAt });
  const log = logger.child({ run });
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  log.info(`started for ${actor}: ${counted(plan.planned, 'partition')} in ${counted(plan.steps.length, 'step')}`);
  const end = (report: Pick<RunReport, 'status'>, counts: Readonly<Record<string, number>>, error?: string) =>
    state.finishRun(fence, run, {
      status: report.status,
      finishedAt: clock.now(),
      counts,
      ...(error === undefined ? {} : { error }),
    });
  let isEnded = false;
  try {
    const scope = {
      ...parts,
      ...session,
      run,
      logger: log,
      retrying: { policy: defaultRetryPolicy, timers: systemClock, random: Math.random, ...retrying },
      columns: (key: AssetKey) => session.staleness.columns(key),
    };
    const executed = await executePlan(scope, plan, { concurrency, onStep });
    // What reads these was judged while they were not fresh; what came out equal leaves it as it was.
    session.staleness.settle();
    const report = reportOf(graph, plan, executed, run, seconds());
    const { planned, made, cutOff, failed, blocked, removed } = report;
    await end(report, { planned, made, cutOff, failed, blocked, removed }, errorOf(executed, report));
    isEnded = true;
    if (executed.broken !== undefined) throw executed.broken;
    log.info(`ended: ${report.status}`, { made, cutOff, failed, blocked, removed, seconds: report.seconds });
    return report;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    if (!isEnded) await end({ status: 'failed' }, {}, message).catch(() => {});
    // Under the asset whose step it was, so that whoever looks for its lines finds this one.
    (error instanceof StepError ? log.child({ asset: error.asset }) : log).error(`broke off: ${message}`);
    throw error;
  } finally {
    await runLog?.flush().catch(() => {});
  }
}

const manyPartitions = 5000;

/** How many partitions are computed at most, if computations that left a checkpoint go on from there. */
function aboutMade(graph: AssetGraph, { states }: Session, { steps }: Plan): number {
  return steps.reduce((sum, { asset, ordinals }) => {
    const { compute } = graph.asset(asset);
    const goesOn = compute.kind === 'whole' && compute.checkpoint !== undefined && (states.get(asset)?.length ?? 0) > 0;
    return goesOn ? sum : sum + ordinals.length;
  }, 0);
}

/**
 * Steps of a few partitions spend their time waiting for storage, and what they write meanwhile goes together; those of many partitions, or
 * that read whole series, would only fill the memory.
 */
function stepsAtOnce(graph: AssetGraph, { steps }: Plan): number {
  const isSmall = steps.every(
    ({ asset, ordinals }) =>
      ordinals.length <= 8 && graph.asset(asset).dependencies.every(({ mapping }) => mapping.kind !== 'all'),
  );
  return isSmall ? 32 : 4;
}

function errorOf({ broken }: ExecutedPlan, { errors: [first] }: RunReport): string | undefined {
  if (broken !== undefined) return broken.message;
  return first === undefined ? undefined : `${first.asset} ${first.partition}: ${first.message}`;
}
