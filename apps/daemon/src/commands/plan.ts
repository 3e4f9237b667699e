import { type PlanRequest, selectAssets } from '@meterworks/runtime';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { exitCodes } from '../exit-code.ts';
import { type PlanJson, planJson, planLines } from '../output/plan-report.ts';
import { askDaemon } from '../serve/ask-daemon.ts';
import { stopwatch } from '../stopwatch.ts';

/** Says what a materialization would make; where a daemon works on the house, by asking it. */
export async function plan(context: CommandContext, options: { selection?: string; json?: boolean }): CommandResult {
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const request = options.selection === undefined ? {} : { selection: options.selection };
    return await printPlan(context, house, request, { observe: true, json: options.json === true });
  } finally {
    await house.close();
  }
}

/** Looks at the sources (if told to) and prints what would be made. */
export async function printPlan(
  context: CommandContext,
  house: OpenHouse,
  request: PlanRequest,
  { observe, json }: { readonly observe: boolean; readonly json: boolean },
): CommandResult {
  const found = await planFor(context, house, request, observe);
  context.terminal.print(json ? JSON.stringify(found, null, 2) : planLines(found).join('\n'));
  return exitCodes.done.code;
}

/** Only who holds the house may look at the sources: while another command does, the plan is by what was seen last. */
async function planFor(
  context: CommandContext,
  house: OpenHouse,
  request: PlanRequest,
  observe: boolean,
): Promise<PlanJson> {
  const { engine, hold, signal } = house;
  if (observe && hold?.kind === 'held-elsewhere' && hold.isDaemon) {
    // What is written wrongly is a usage error here as well.
    selectAssets(engine.graph, request.selection);
    const payload = { ...request, selection: request.selection ?? '' };
    const outcome = await askDaemon(context, house, { kind: 'plan', payload });
    if (outcome.kind === 'done') return outcome.result as unknown as PlanJson;
    throw new CommandFailure('runFailed', outcome.message);
  }
  const seconds = stopwatch();
  const report = await engine.plan(request, { actor: 'cli', observe: observe && hold?.kind === 'held-here', signal });
  return planJson(report, seconds());
}
