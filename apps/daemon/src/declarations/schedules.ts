import type { Command } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption } from './shared-option.ts';

const actions = {
  on: { action: 'enable', about: 'Switch a schedule on; it stays on.' },
  off: { action: 'disable', about: 'Switch a schedule off; it stays off, through restarts as well.' },
  run: { action: 'run', about: 'Do now what a schedule does when it is due, whether or not it is on.' },
} as const;

/** What runs when, and what came of it. */
export function declareSchedules(program: Command, run: Run): void {
  const schedules = program
    .command('schedules')
    .description('Show and switch what runs when; the times stand in config.yaml under workflows.')
    .addHelpText('after', examples('schedules list', 'schedules list analytics', 'schedules off tibber_sync'));
  schedules
    .command('list', { isDefault: true })
    .description('List the schedules, or the latest ticks of one with how each was decided and what came of it.')
    .argument('[name]', 'the name of a schedule')
    .option('--limit <count>', 'how many ticks to list', '20')
    .addOption(jsonOption())
    .addHelpText('after', examples('schedules list', 'schedules list analytics --limit 50', 'schedules list --json'))
    .action((name: string | undefined, options: { limit: string; json?: boolean }) =>
      run(async (context) => (await import('../commands/schedules.ts')).listSchedules(context, { ...options, name })),
    );
  schedules
    .command('rules')
    .description(
      'List what the rules of automation in config.yaml decided last about each asset that has one, and why.',
    )
    .addOption(jsonOption())
    .addHelpText('after', examples('schedules rules', 'schedules rules --json'))
    .action((options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/automation-rules.ts')).listRules(context, options)),
    );
  for (const [word, { action, about }] of Object.entries(actions)) {
    schedules
      .command(word)
      .description(about)
      .argument('<name>', 'the name of a schedule')
      .addOption(jsonOption())
      .addHelpText('after', examples(`schedules ${word} analytics`))
      .action((name: string, options: { json?: boolean }) =>
        run(async (context) =>
          (await import('../commands/schedules.ts')).controlSchedule(context, action, { ...options, name }),
        ),
      );
  }
}
