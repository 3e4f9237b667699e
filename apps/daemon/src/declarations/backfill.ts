import { type Command, Option } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption, selectionArgument, selectionOf } from './shared-option.ts';

interface BackfillOptions {
  readonly from?: string;
  readonly to?: string;
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  readonly order: 'newest' | 'oldest';
  readonly chunk?: string;
  readonly wait?: boolean;
  readonly json?: boolean;
}

const actions = {
  pause: 'Stop working on a backfill until it is resumed.',
  resume: 'Go on with a paused backfill.',
  cancel: 'End a backfill; what it made stays made.',
  'retry-failed': 'Make again what failed in a backfill.',
} as const;

/** The command that makes much, bit by bit, and those that say what shall become of it. */
export function declareBackfill(program: Command, run: Run): void {
  const backfill = program
    .command('backfill')
    .description('Make much of the past bit by bit: pausable, and gone on with after a restart.')
    .addArgument(selectionArgument())
    .option('--from <date>', 'only partitions from this day, month or year on')
    .option('--to <date>', 'only partitions that have ended by the end of this day, month or year')
    .addOption(
      new Option('--state <state>', 'only partitions in this state; `all` makes fresh ones again too').choices([
        'stale',
        'missing',
        'failed',
        'all',
      ]),
    )
    .addOption(new Option('--order <order>', 'which dates come first').choices(['newest', 'oldest']).default('oldest'))
    .option('--chunk <count>', 'how many partitions at a time, instead of what the assets say')
    .option('--wait', 'end when it is done; where no daemon runs, do it here')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples(
        'backfill consumption/* --from 2020 --order newest',
        'backfill --state all --chunk 30 --wait',
        'backfill list',
        'backfill pause 3',
      ),
    )
    .action((words: string[], options: BackfillOptions) =>
      run(async (context) =>
        (await import('../commands/backfill.ts')).backfill(context, { ...options, ...selectionOf(words) }),
      ),
    );

  // What `backfill` itself knows as well (--json, --wait) is read with its options.
  backfill
    .command('list')
    .description('List the latest backfills: how far they are, and how long they will take.')
    .option('--limit <count>', 'how many to list', '20')
    .addOption(jsonOption())
    .addHelpText('after', examples('backfill list', 'backfill list --json'))
    .action((_options: unknown, command: Command) =>
      run(async (context) =>
        (await import('../commands/backfill-control.ts')).listBackfills(
          context,
          command.optsWithGlobals<{ limit: string; json?: boolean }>(),
        ),
      ),
    );

  for (const [action, description] of Object.entries(actions) as [keyof typeof actions, string][]) {
    const command = backfill
      .command(action)
      .description(description)
      .argument('<id>', 'the number of a backfill')
      .addOption(jsonOption())
      .addHelpText('after', examples(`backfill ${action} 3`));
    if (action === 'resume' || action === 'retry-failed') command.option('--wait', 'end when it is done');
    command.action((id: string, _options: unknown, self: Command) =>
      run(async (context) =>
        (await import('../commands/backfill-control.ts')).backfillControl(context, action, {
          ...self.optsWithGlobals<{ wait?: boolean; json?: boolean }>(),
          id,
        }),
      ),
    );
  }
}
