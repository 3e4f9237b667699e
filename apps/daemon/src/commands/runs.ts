import { openReadSide, type ReadSide } from '@meterworks/runtime/read';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { storePaths } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { runDetailJson, runDetailLines, runListJson, runListLines } from '../output/run-history.ts';

/** Lists the latest runs, or shows one. */
export async function runs(
  context: CommandContext,
  options: { id?: string | undefined; limit: string; json?: boolean },
): CommandResult {
  const limit = wholeNumber('--limit', options.limit);
  const id = options.id === undefined ? undefined : wholeNumber('the run', options.id);
  const { state, series } = storePaths(await requireConfiguration(context));
  const reader = openReadSide({ stateDatabase: state, seriesDatabase: series });
  const { terminal } = context;
  try {
    const found = (await reader.schemaState()).kind === 'absent' ? undefined : reader;
    terminal.print(id === undefined ? await list(found, limit, options.json) : await detail(found, id, options.json));
    return exitCodes.done.code;
  } finally {
    await reader.close();
  }
}

async function list(reader: ReadSide | undefined, limit: number, json = false): Promise<string> {
  const found = (await reader?.runs({ limit })) ?? [];
  return json ? JSON.stringify(runListJson(found), null, 2) : runListLines(found).join('\n');
}

async function detail(reader: ReadSide | undefined, id: number, json = false): Promise<string> {
  const found = await reader?.run(id);
  if (found === undefined) throw new UsageFailure(`There is no run ${id}; meterworks runs lists them.`);
  return json ? JSON.stringify(runDetailJson(found), null, 2) : runDetailLines(found).join('\n');
}

function wholeNumber(what: string, text: string): number {
  if (!/^[1-9]\d{0,14}$/.test(text)) throw new UsageFailure(`${what} is "${text}"; write a number such as 12.`);
  return Number(text);
}
