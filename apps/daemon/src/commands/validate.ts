import { formatProblem, type Problem } from '@meterworks/meters/config';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { readConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { counted } from '../output/table.ts';

/** Prints every problem of the configuration, one a line. */
export async function validate(context: CommandContext, options: { json?: boolean }): CommandResult {
  const { configuration, problems } = await readConfiguration(context);
  const count = (severity: Problem['severity']) => problems.filter((problem) => problem.severity === severity).length;
  const { terminal } = context;
  if (options.json === true) {
    const counts = { errors: count('error'), warnings: count('warning'), notices: count('notice') };
    terminal.print(JSON.stringify({ valid: configuration !== undefined, ...counts, problems }, null, 2));
  } else {
    for (const problem of problems) terminal.print(formatProblem(problem));
    const tallies = [
      counted(count('error'), 'error'),
      ...(count('warning') > 0 ? [counted(count('warning'), 'warning')] : []),
      ...(count('notice') > 0 ? [counted(count('notice'), 'notice')] : []),
    ];
    const meters = configuration === undefined ? '' : `, ${counted(configuration.meters.size, 'meter')}`;
    terminal.say(`${context.config}: ${tallies.join(', ')}${meters}.`);
  }
  return configuration === undefined ? exitCodes.configuration.code : exitCodes.done.code;
}
