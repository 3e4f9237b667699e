import { Argument, type Command } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption, selectionArgument, selectionOf } from './shared-option.ts';

interface StateOptions {
  readonly from?: string;
  readonly to?: string;
  readonly dryRun?: boolean;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/** The commands that keep what is recorded in order. Readings, decisions and notes are none of their business. */
export function declareState(program: Command, run: Run): void {
  const state = program
    .command('state')
    .description('Keep what is recorded about partitions in order; readings, decisions and notes always stay.');

  state
    .command('wipe')
    .description('Forget partitions, with their values: they are missing then.')
    .addArgument(new Argument('<selection...>', 'which assets, as for materialize; `"*"` for all'))
    .option('--from <date>', 'only partitions from this day, month or year on')
    .option('--to <date>', 'only partitions up to this day, month or year')
    .option('--dry-run', 'only say what would go')
    .option('--yes', 'do it')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('state wipe anomalies/* --dry-run', 'state wipe physical/gas_zahler --from 2024 --yes'),
    )
    .action(action('wipe'));

  state
    .command('prune')
    .description('Forget assets that the configuration no longer has, with their values.')
    .addArgument(new Argument('[selection...]', 'which of them; all if not given'))
    .option('--dry-run', 'only say what would go')
    .option('--yes', 'do it')
    .addOption(jsonOption())
    .addHelpText('after', examples('state prune --dry-run', 'state prune --yes'))
    .action(action('prune'));

  state
    .command('compact')
    .description('Make the state database smaller, without losing anything.')
    .addArgument(selectionArgument())
    .option('--dry-run', 'only say what would change')
    .addOption(jsonOption())
    .addHelpText('after', examples('state compact'))
    .action(action('compact'));

  for (const name of ['pin', 'unpin'] as const) {
    program
      .command(name)
      .description(
        name === 'pin'
          ? 'Keep the value of a partition, whatever changes above it.'
          : 'Let a pinned partition be made again when something above it changed.',
      )
      .argument('<asset>', 'an asset, for example consumption/strom_total/monthly')
      .argument('<partition>', 'a day, month or year: 2024-11-27, 2024-11, 2024')
      .argument('[last]', 'all partitions up to this one')
      .addOption(jsonOption())
      .addHelpText('after', examples(`${name} consumption/strom_total/monthly 2024-11`))
      .action((asset: string, partition: string, last: string | undefined, options: { json?: boolean }) =>
        run(async (context) =>
          (await import('../commands/pin.ts')).setPin(context, {
            ...options,
            asset,
            partition,
            last,
            pinned: name === 'pin',
          }),
        ),
      );
  }

  function action(name: 'wipe' | 'prune' | 'compact') {
    return (words: string[], options: StateOptions) =>
      run(async (context) =>
        (await import('../commands/state.ts')).maintainState(context, name, { ...options, ...selectionOf(words) }),
      );
  }
}
