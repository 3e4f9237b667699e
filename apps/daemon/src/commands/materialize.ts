import { type PlanRequest, type RunReport, selectAssets } from '@meterworks/runtime';
import type { CommandContext, CommandResult, Terminal } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { openProgress, type ProgressMeter } from '../output/progress.ts';
import { runJson, runLines } from '../output/run-report.ts';

export interface MaterializeOptions {
  readonly selection?: string;
  readonly from?: string;
  readonly to?: string;
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  readonly running?: boolean;
  readonly upstream: boolean;
  readonly observe: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** Makes what is not fresh among the selected partitions; where a daemon works on the house, by asking it to. */
export async function materialize(context: CommandContext, options: MaterializeOptions): CommandResult {
  const { selection, state, running, upstream } = options;
  const request: PlanRequest = {
    ...parseDateRange(options),
    ...(selection === undefined ? {} : { selection }),
    ...(state === undefined ? {} : { state }),
    ...(running === undefined ? {} : { running }),
    upstream,
  };
  const { terminal } = context;
  const house = await openHouse(context, { hold: 'cli', heap: 'small-if-large-run' });
  try {
    if (options.dryRun === true) {
      const { printPlan } = await import('./plan.ts');
      return await printPlan(context, house, request, { observe: options.observe, json: options.json === true });
    }
    const report =
      house.hold?.kind === 'held-here'
        ? await makeHere(context, house, request, options.observe)
        : await makeElsewhere(context, house, request, options.observe);
    terminal.print(options.json === true ? JSON.stringify(runJson(report), null, 2) : runLines(report).join('\n'));
    return report.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
  } finally {
    await house.close();
  }
}

/** Makes it in this process, with progress. */
export async function makeHere(
  { terminal }: CommandContext,
  { engine, signal }: OpenHouse,
  request: PlanRequest,
  observe: boolean,
): Promise<RunReport> {
  const bars = phaseProgress(terminal);
  try {
    return await engine.materialize(request, {
      observe,
      signal,
      actor: 'cli',
      kind: 'materialize',
      onProgress: ({ phase, done, total, asset }) => bars.update(phase, done, total, asset ?? ''),
    });
  } finally {
    bars.finish();
  }
}

const phaseLabels = { observe: 'Looking', refresh: 'Reading', make: 'Making' } as const;

/** One bar after the other. */
function phaseProgress(terminal: Terminal) {
  let phase: keyof typeof phaseLabels | undefined;
  let bar: ProgressMeter | undefined;
  return {
    update(next: keyof typeof phaseLabels, done: number, total: number, what: string) {
      if (next !== phase) {
        bar?.finish();
        bar = openProgress(terminal, phaseLabels[next], () => performance.now());
        phase = next;
      }
      bar?.update(done, total, what);
    },
    finish: () => bar?.finish(),
  };
}

/** Asks the daemon that holds the house, and waits for what it says. */
async function makeElsewhere(
  context: CommandContext,
  house: OpenHouse,
  request: PlanRequest,
  observe: boolean,
): Promise<RunReport> {
  // What is written wrongly is a usage error here as well.
  selectAssets(house.engine.graph, request.selection);
  const payload = { ...request, selection: request.selection ?? '', observe };
  const { askDaemon } = await import('../serve/ask-daemon.ts');
  const outcome = await askDaemon(context, house, { kind: 'materialize', payload });
  // The daemon answers with the report that it would have printed.
  if (outcome.kind === 'done') return outcome.result as unknown as RunReport;
  throw new CommandFailure('runFailed', outcome.message);
}
