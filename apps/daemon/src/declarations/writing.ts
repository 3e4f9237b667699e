import { type Command, Option } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption, selectionArgument, selectionOf } from './shared-option.ts';

interface MaterializeOptions {
  readonly from?: string;
  readonly to?: string;
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  readonly running?: boolean;
  readonly upstream: boolean;
  readonly observe: boolean;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

/** The commands that bring readings in and make what is derived from them. */
export function declareWriting(program: Command, run: Run): void {
  program
    .command('import')
    .description(
      'Add the readings of a file to a physical meter: CSV, or what a grid operator or Home Assistant exports.',
    )
    .argument('<file>', 'a CSV file or an XLSX workbook')
    .requiredOption('--meter <id>', 'the meter')
    .option('--timezone <zone>', 'the IANA zone of times that name none, for example Europe/Berlin')
    .option('--entity <id>', 'which series, in a file of several')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      `${examples('import gas.csv --meter gas_zahler', 'import notes.csv --meter wasser_kalt --timezone Europe/Berlin --json')}

A CSV file has the columns time and value, in the meter's output_unit.
Times are ISO 8601 with a zone (2024-11-27T06:00:00Z, 2024-11-27 07:00+01:00), or local with --timezone.
Exports of grid operators (Ab-Datum, Ab-Zeit, Zählerstand) and of Home Assistant (statistics, history) are known by their header;
their local times are the house's unless --timezone says otherwise.
Importing the same readings again changes nothing. A row that cannot be read is refused and named with its line; the others are taken.`,
    )
    .action((file: string, options: { meter: string; timezone?: string; entity?: string; json?: boolean }) =>
      run(async (context) => (await import('../commands/import.ts')).importReadings(context, { file, ...options })),
    );

  program
    .command('pull')
    .description('Fetch what is new from Tibber: hourly consumption and prices.')
    .addOption(jsonOption())
    .addHelpText('after', examples('pull', 'pull --json'))
    .action((options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/pull.ts')).pull(context, options)),
    );

  program
    .command('materialize')
    .description('Make what is missing, stale or failed.')
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
    .option('--running', 'with --to: also the month and year that have not ended by then')
    .option('--no-upstream', 'only the selected assets, not what they are made from')
    .option('--no-observe', 'do not look for new readings first')
    .option('--dry-run', 'only say what would be made')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('materialize', 'materialize +consumption/gas_total/* --from 2024-01-01', 'materialize --dry-run --json'),
    )
    .action((words: string[], options: MaterializeOptions) =>
      run(async (context) =>
        (await import('../commands/materialize.ts')).materialize(context, { ...options, ...selectionOf(words) }),
      ),
    );

  program
    .command('demo')
    .description('Fill the demo house with simulated readings and materialize it.')
    .option('--if-empty', 'do nothing if there are readings already')
    .option('--until <instant>', 'the end of the readings, for example 2026-01-01T00:00:00Z; now if not given')
    .addOption(jsonOption())
    .addHelpText('after', examples('demo', 'demo --if-empty', 'demo --until 2026-01-01T00:00:00+01:00'))
    .action((options: { ifEmpty?: boolean; until?: string; json?: boolean }) =>
      run(async (context) => (await import('../commands/demo.ts')).demo(context, options)),
    );
}
