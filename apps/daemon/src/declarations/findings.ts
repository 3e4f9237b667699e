import { Argument, type Command } from 'commander';
import type { Run } from '../command-line.ts';
import type { FindingsOptions } from '../commands/findings.ts';
import type { Verdict } from '../composition/record-decisions.ts';
import { examples, jsonOption } from './shared-option.ts';

/** The commands on what the repair of readings found. */
export function declareFindings(program: Command, run: Run): void {
  program
    .command('findings')
    .description(
      'List what was found in the readings: dropped ones with the reason, resets, holds, proposed exchanges.',
    )
    .option('--meter <id>', 'only of this meter')
    .option('--open', 'only what waits for more readings or for your word')
    .option('--from <date>', 'only from this day, month or year on')
    .option('--to <date>', 'only up to this day, month or year')
    .addOption(jsonOption())
    .addHelpText('after', examples('findings', 'findings --open', 'findings --meter gas_zahler --from 2024 --json'))
    .action((options: FindingsOptions) =>
      run(async (context) => (await import('../commands/findings.ts')).findings(context, options)),
    );

  program
    .command('decide')
    .description('Say what is right about a reading: your word wins, from the next run on.')
    .argument('<meter>', 'the meter')
    .argument('<time>', 'when it was read, as findings says it: 2024-11-27T06:00:00+01:00, or local without the offset')
    .addArgument(new Argument('<verdict>', 'what is right').choices(['accept', 'reject', 'withdraw']))
    .argument('[register]', 'the register that was read, where there are several at that time')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${examples('decide gas_zahler 2024-11-27T06:00:00+01:00 accept', 'decide gas_zahler "2024-11-27 06:00" reject 4711.5')}

accept: the reading is believed whatever it looks like; a fall before it is a reset or an exchange.
reject: the reading is dropped. withdraw: it is judged by the repair again.
A finding that dropped several readings in a row is decided as a whole.`,
    )
    .action(
      (meter: string, time: string, verdict: Verdict, register: string | undefined, options: { json?: boolean }) =>
        run(async (context) =>
          (await import('../commands/decide.ts')).decide(context, { ...options, meter, time, verdict, register }),
        ),
    );
}
