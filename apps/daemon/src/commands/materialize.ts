import type { CommandContext, CommandResult } from '../command-context.ts';
import { openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { planJson, planLines } from '../output/plan-report.ts';
import { openProgress } from '../output/progress.ts';
import { type MadeRun, runJson, runLines } from '../output/run-report.ts';
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

/** Makes what is not fresh among the selected partitions. */
export async function materialize(context: CommandContext, options: MaterializeOptions): CommandResult {
  const seconds = stopwatch();
  const { selection, state, running, upstream, observe } = options;
  const request = {
    ...parseDateRange(options),
    ...(selection === undefined ? {} : { selection }),
    ...(state === undefined ? {} : { state }),
    ...(running === undefined ? {} : { running }),
    upstream,
  };
  const { terminal } = context;
  const house = await openHouse(context);
  try {
    if (options.dryRun === true) {
      const plan = await house.engine.plan(request, { observe });
      terminal.print(
        options.json === true ? JSON.stringify(planJson(plan, seconds()), null, 2) : planLines(plan).join('\n'),
      );
      return exitCodes.done.code;
    }
    const progress = openProgress(terminal, 'Making', () => performance.now());
    let report: MadeRun;
    try {
      report = await house.engine.materialize(request, {
        observe,
        signal: context.signal,
        actor: 'cli',
        kind: 'manual',
        onProgress: ({ done, total, asset }) => progress.update(done, total, asset),
      });
    } finally {
      progress.finish();
    }
    terminal.print(options.json === true ? JSON.stringify(runJson(report), null, 2) : runLines(report).join('\n'));
    return report.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
  } finally {
    await house.close();
  }
}
