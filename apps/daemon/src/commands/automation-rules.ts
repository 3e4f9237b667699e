import type { CommandContext, CommandResult } from '../command-context.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { lookAt } from '../composition/read-incidents.ts';
import { exitCodes } from '../exit-code.ts';
import { ruleJson, ruleLines } from '../output/schedule-report.ts';

/** Lists what automation decided last about each asset that has a rule. */
export async function listRules(
  { terminal, ...context }: CommandContext,
  { json = false }: { readonly json?: boolean },
): CommandResult {
  const configuration = await requireConfiguration({ terminal, ...context });
  const found = (await lookAt(configuration, (reader) => reader.automation())) ?? [];
  const decisions = found.filter(() => configuration.automation.size > 0);
  terminal.print(
    json ? JSON.stringify(decisions.map(ruleJson), null, 2) : ruleLines(decisions, configuration.timezone).join('\n'),
  );
  return exitCodes.done.code;
}
