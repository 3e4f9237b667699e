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
}
