import type { Command } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption } from './shared-option.ts';

/** The commands for setting a house up, and for finding out what ails it. */
export function declareSetup(program: Command, run: Run): void {
  program
    .command('doctor')
    .description(
      'Look at everything the house needs: files, server, buckets, readings, Tibber; say what to do about each.',
    )
    .option('--create-buckets', 'make the bucket of the results if it is not there')
    .addOption(jsonOption())
    .addHelpText('after', examples('doctor', 'doctor --create-buckets', 'doctor --json'))
    .action((options: { createBuckets?: boolean; json?: boolean }) =>
      run(async (context) => (await import('../commands/doctor.ts')).doctor(context, options)),
    );

  program
    .command('password')
    .description(
      'Make a password for the web pages: prints the line of secrets/ui.env. Reads it unseen, or from a pipe.',
    )
    .addHelpText('after', examples('password', 'password < password.txt >> secrets/ui.env'))
    .action(() => run(async (context) => (await import('../commands/password.ts')).password(context)));

  program
    .command('notify')
    .description('Tell people what goes wrong: see whether messages arrive.')
    .command('test')
    .description('Send a message each way that is configured, at once.')
    .addOption(jsonOption())
    .addHelpText('after', examples('notify test', 'notify test --json'))
    .action((options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/notify.ts')).testNotifications(context, options)),
    );

  program
    .command('migrate-from-prefect')
    .description('Say what the former system left in the bucket of the results; move, delete or keep it.')
    .option('--move-to <bucket>', 'copy it there, compare, then delete it here; the bucket is made if it is not there')
    .option('--delete', 'delete it')
    .option('--keep-old', 'leave it where it is, and write results beside it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'migrate-from-prefect',
        'migrate-from-prefect --move-to lampfi_prefect',
        'migrate-from-prefect --delete',
      ),
    )
    .action((options: { moveTo?: string; delete?: boolean; keepOld?: boolean; json?: boolean }) =>
      run(async (context) =>
        (await import('../commands/migrate-from-prefect.ts')).migrateFromPrefect(context, options),
      ),
    );
}
