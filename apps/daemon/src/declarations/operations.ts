import type { Command } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption } from './shared-option.ts';

/** The commands for keeping a house safe, and for getting help with it. */
export function declareOperations(program: Command, run: Run): void {
  program
    .command('backup')
    .description('Write a copy of the state, the values, the embedded readings and the configuration, without secrets.')
    .argument('<file>', 'where it goes: a .tar.gz file; one that is there is replaced when the new one is whole')
    .addOption(jsonOption())
    .addHelpText('after', examples('backup backups/monday.tar.gz'))
    .action((file: string, options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/backup.ts')).backup(context, { ...options, file })),
    );

  program
    .command('restore')
    .description('Check a backup and put it in the place of what is there, which is moved aside.')
    .argument('<file>', 'what `backup` wrote')
    .option('--yes', 'do it, although there is a state already')
    .addOption(jsonOption())
    .addHelpText('after', examples('restore backups/monday.tar.gz', 'restore backups/monday.tar.gz --yes'))
    .action((file: string, options: { yes?: boolean; json?: boolean }) =>
      run(async (context) => (await import('../commands/restore.ts')).restore(context, { ...options, file })),
    );

  program
    .command('support-bundle')
    .description(
      'Write what helps others to find a fault: what doctor says, configuration, latest runs, log; no secrets.',
    )
    .argument('[file]', 'where it goes', 'meterworks-support.tar.gz')
    .addHelpText('after', examples('support-bundle', 'support-bundle fault.tar.gz'))
    .action((file: string) =>
      run(async (context) => (await import('../commands/support-bundle.ts')).supportBundle(context, file)),
    );
}
