import { selectAssets } from '@meterworks/runtime';
import type { MaintenanceReport } from '@meterworks/runtime/maintenance';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { maintain } from '../composition/maintain.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { parseDateRange } from '../date-range.ts';
import { exitCodes } from '../exit-code.ts';
import { maintenanceJson, maintenanceLines } from '../output/maintenance-report.ts';
import { askDaemon } from '../serve/ask-daemon.ts';

export interface StateOptions {
  readonly selection?: string;
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

type Action = MaintenanceReport['action'];

/** Keeps what is recorded in order; what destroys is only done once it was said twice. */
export async function maintainState(context: CommandContext, action: Action, options: StateOptions): CommandResult {
  const { terminal } = context;
  const { selection, dryRun = false, yes = false } = options;
  const request = { ...parseDateRange(options), ...(selection === undefined ? {} : { selection }) };
  const house = await openHouse(context, dryRun ? {} : { hold: 'cli' });
  const print = (report: MaintenanceReport) =>
    terminal.print(
      options.json === true ? JSON.stringify(maintenanceJson(report), null, 2) : maintenanceLines(report).join('\n'),
    );
  try {
    const preview = await maintain(house, action, request, { dryRun: true });
    if (dryRun || (preview.assets.length === 0 && action !== 'compact')) {
      print({ ...preview, dryRun });
      return exitCodes.done.code;
    }
    if (action !== 'compact' && !yes) {
      print(preview);
      throw new UsageFailure('Nothing was done: this cannot be undone. Add --yes to do it.');
    }
    print(await (house.hold?.kind === 'held-here' ? maintainHere : maintainElsewhere)(context, house, action, request));
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

type Request = { readonly selection?: string; readonly from?: string; readonly to?: string };

function maintainHere(_: CommandContext, house: OpenHouse, action: Action, request: Request) {
  return maintain(house, action, request, { dryRun: false });
}

async function maintainElsewhere(
  context: CommandContext,
  house: OpenHouse,
  action: Action,
  { selection = '', ...dates }: Request,
): Promise<MaintenanceReport> {
  if (action !== 'prune') selectAssets(house.engine.graph, selection);
  const outcome = await askDaemon(context, house, { kind: 'maintain', payload: { action, selection, ...dates } });
  if (outcome.kind === 'done') return outcome.result as unknown as MaintenanceReport;
  throw new CommandFailure('runFailed', outcome.message);
}
