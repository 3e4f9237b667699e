import { type PlanRequest, type RunReport, selectAssets, systemClock } from '@meterworks/runtime';
import type { CommandContext, CommandResult, Terminal } from '../command-context.ts';
import { CommandFailure, HouseBusyFailure } from '../command-failure.ts';
import { holderText } from '../composition/hold-house.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { planJson, planLines } from '../output/plan-report.ts';
import { openProgress, type ProgressMeter } from '../output/progress.ts';
import { runJson, runLines } from '../output/run-report.ts';
import { stopwatch } from '../stopwatch.ts';

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
  const seconds = stopwatch();
  const { selection, state, running, upstream } = options;
  const request: PlanRequest = {
    ...parseDateRange(options),
    ...(selection === undefined ? {} : { selection }),
    ...(state === undefined ? {} : { state }),
    ...(running === undefined ? {} : { running }),
    upstream,
  };
  const { terminal } = context;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    if (options.dryRun === true) {
      const observe = options.observe && house.hold?.kind === 'held-here';
      const plan = await house.engine.plan(request, { actor: 'cli', observe, signal: house.signal });
      terminal.print(
        options.json === true ? JSON.stringify(planJson(plan, seconds()), null, 2) : planLines(plan).join('\n'),
      );
      return exitCodes.done.code;
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
  { terminal, signal }: CommandContext,
  house: OpenHouse,
  request: PlanRequest,
  observe: boolean,
): Promise<RunReport> {
  const { hold, stores } = house;
  if (hold?.kind !== 'held-elsewhere') throw new Error('a house that is held here needs nobody else');
  if (!hold.isDaemon) throw new HouseBusyFailure(holderText(hold.holder));
  // What is written wrongly is a usage error here as well.
  selectAssets(house.engine.graph, request.selection);
  const { followCommand } = await import('../serve/follow-command.ts');
  terminal.say(`${holderText(hold.holder)} is working on this house; it is asked to do this.`);
  const payload = { ...request, selection: request.selection ?? '', observe };
  const outcome = await followCommand(
    stores.connection,
    { kind: 'materialize', payload, actor: 'cli' },
    { holder: hold.holder, timers: systemClock, signal },
  );
  // The daemon answers with the report that it would have printed.
  if (outcome.kind === 'done') return outcome.result as unknown as RunReport;
  throw new CommandFailure('runFailed', outcome.message);
}
