import type { CommandContext, CommandResult } from '../command-context.ts';
import { openHouse } from '../composition/open-house.ts';
import { exitCodes } from '../exit-code.ts';
import { planJson, planLines } from '../output/plan-report.ts';
import { stopwatch } from '../stopwatch.ts';

/** Says what a materialization would make. Where a daemon works on the house, by what it saw last. */
export async function plan(context: CommandContext, options: { selection?: string; json?: boolean }): CommandResult {
  const seconds = stopwatch();
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const { engine, hold, signal } = house;
    const request = options.selection === undefined ? {} : { selection: options.selection };
    const report = await engine.plan(request, { actor: 'cli', observe: hold?.kind === 'held-here', signal });
    const { terminal } = context;
    if (options.json === true) terminal.print(JSON.stringify(planJson(report, seconds()), null, 2));
    else terminal.print(planLines(report).join('\n'));
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}
