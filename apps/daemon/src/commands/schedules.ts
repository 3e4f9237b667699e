import type { RunReport } from '@meterworks/runtime';
import type { CommandOutcome, CommandPayloads } from '@meterworks/runtime/commands';
import { openReadSide, type ScheduleView } from '@meterworks/runtime/read';
import { openSchedule } from '@meterworks/runtime/schedule';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';
import { houseSchedules } from '../composition/house-schedules.ts';
import { type OpenHouse, openHouse } from '../composition/open-house.ts';
import { storePaths } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { runJson, runLines } from '../output/run-report.ts';
import { scheduleJson, scheduleLines, tickJson, tickLines } from '../output/schedule-report.ts';
import { askDaemon } from '../serve/ask-daemon.ts';
import { noSchedule, performScheduleCommand } from '../serve/perform-schedule-command.ts';

/** Lists the schedules with what was decided last and what comes next, or the latest ticks of one. */
export async function listSchedules(
  context: CommandContext,
  options: { readonly name?: string | undefined; readonly limit: string; readonly json?: boolean },
): CommandResult {
  const { name, limit: text, json = false } = options;
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageFailure(`--limit is "${text}"; write a number such as 20.`);
  const configuration = await requireConfiguration(context);
  const schedules = houseSchedules(configuration);
  const names = schedules.map((schedule) => schedule.name);
  if (name !== undefined && !names.includes(name)) throw new UsageFailure(noSchedule(name, names));
  const { state, series } = storePaths(configuration);
  const reader = openReadSide({ stateDatabase: state, seriesDatabase: series });
  const now = openHouseClock(context.environment).now();
  try {
    const isThere = (await reader.schemaState()).kind === 'current';
    const recorded = new Map((isThere ? await reader.schedules(0) : []).map((one) => [one.name, one]));
    if (name !== undefined) {
      const ticks = isThere ? await reader.ticks(name, Number(text)) : [];
      context.terminal.print(
        json ? JSON.stringify(ticks.map(tickJson), null, 2) : tickLines(ticks, configuration.timezone).join('\n'),
      );
      return exitCodes.done.code;
    }
    const views = await Promise.all(
      schedules.map(async ({ name, expression, zone, selection = null }): Promise<ScheduleView> => {
        const next = (await openSchedule(expression, zone)).next(now);
        const known = recorded.get(name) ?? { enabled: true, switchedBy: null, switchedAt: null, lastTick: null };
        return { ...known, name, expression, zone, selection, next: next === undefined ? [] : [next] };
      }),
    );
    context.terminal.print(
      json ? JSON.stringify(views.map(scheduleJson), null, 2) : scheduleLines(views, configuration.timezone).join('\n'),
    );
    return exitCodes.done.code;
  } finally {
    await reader.close();
  }
}

/** Switches a schedule on or off, or does now what it does when it is due. */
export async function controlSchedule(
  context: CommandContext,
  action: CommandPayloads['schedule']['action'],
  options: { readonly name: string; readonly json?: boolean },
): CommandResult {
  const { name, json = false } = options;
  const { terminal } = context;
  const house = await openHouse(context, { hold: 'cli' });
  try {
    const outcome = await ask(context, house, { schedule: name, action });
    if (outcome.kind !== 'done') {
      if (outcome.kind === 'refused') throw new UsageFailure(outcome.message);
      throw new CommandFailure('runFailed', outcome.message);
    }
    if (action === 'run') {
      // What a daemon answers is what is printed here.
      const report = outcome.result as unknown as RunReport;
      terminal.print(json ? JSON.stringify(runJson(report), null, 2) : runLines(report).join('\n'));
      return report.status === 'success' ? exitCodes.done.code : exitCodes.runFailed.code;
    }
    const { outcome: switched } = outcome.result as { readonly outcome: 'switched' | 'unchanged' };
    const enabled = action === 'enable';
    const words = `${name} ${switched === 'unchanged' ? 'was' : 'is now'} ${enabled ? 'on' : 'off'}`;
    terminal.print(
      json
        ? JSON.stringify({ schedule: name, enabled, changed: switched === 'switched' }, null, 2)
        : `${words}${switched === 'unchanged' ? ' already' : ''}.`,
    );
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

function ask(context: CommandContext, house: OpenHouse, payload: CommandPayloads['schedule']): Promise<CommandOutcome> {
  return house.hold?.kind === 'held-here'
    ? performScheduleCommand({ actor: 'cli', payload }, house, house.signal)
    : askDaemon(context, house, { kind: 'schedule', payload });
}
