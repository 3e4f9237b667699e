import { type Command, Option } from 'commander';
import type { Run } from '../command-line.ts';
import { examples, jsonOption, selectionArgument, selectionOf } from './shared-option.ts';

/** The commands that change nothing but what they observe. */
export function declareReading(program: Command, run: Run): void {
  program
    .command('validate')
    .description('Check the configuration and print every problem with file, line and column.')
    .addOption(jsonOption())
    .addHelpText('after', examples('validate', 'validate --config /etc/meterworks --json'))
    .action((options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/validate.ts')).validate(context, options)),
    );

  program
    .command('plan')
    .description('Say what materialize would make, and why, without making it.')
    .addArgument(selectionArgument())
    .addOption(jsonOption())
    .addHelpText('after', examples('plan', 'plan consumption/* --json', "plan 'tag:gas and not group:anomalies'"))
    .action((words: string[], options: { json?: boolean }) =>
      run(async (context) =>
        (await import('../commands/plan.ts')).plan(context, { ...options, ...selectionOf(words) }),
      ),
    );

  program
    .command('status')
    .description('Count the partitions of every asset by status.')
    .addArgument(selectionArgument())
    .addOption(jsonOption())
    .addHelpText('after', examples('status', 'status +virtual/strom_allgemein', 'status --json'))
    .action((words: string[], options: { json?: boolean }) =>
      run(async (context) =>
        (await import('../commands/status.ts')).status(context, { ...options, ...selectionOf(words) }),
      ),
    );

  program
    .command('explain')
    .description('Say in one sentence why a partition is in the state it is in, and where that began.')
    .argument('<asset>', 'an asset, for example consumption/strom_total/daily')
    .argument('<partition>', 'a day, month or year: 2024-11-27, 2024-11, 2024')
    .addOption(jsonOption())
    .addHelpText(
      'after',
      examples('explain consumption/strom_total/monthly 2024-11', 'explain physical/gas_zahler 2024-11-27 --json'),
    )
    .action((asset: string, partition: string, options: { json?: boolean }) =>
      run(async (context) =>
        (await import('../commands/explain.ts')).explain(context, { asset, partition, ...options }),
      ),
    );

  program
    .command('lineage')
    .description('Print the graph of assets.')
    .addArgument(selectionArgument())
    .addOption(new Option('--format <format>', 'how to draw it').choices(['mermaid', 'dot', 'json']).default('mermaid'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .addHelpText(
      'after',
      examples('lineage +virtual/strom_allgemein', 'lineage --format dot | dot -Tsvg > lineage.svg'),
    )
    .action((words: string[], options: { format: 'mermaid' | 'dot' | 'json' }) =>
      run(async (context) =>
        (await import('../commands/lineage.ts')).lineage(context, { format: options.format, ...selectionOf(words) }),
      ),
    );

  program
    .command('series')
    .description(
      'Print the values of an asset: numbers as shortest round-trip doubles, instants in UTC, no value as nothing.',
    )
    .argument('<asset>', 'an asset, for example physical/gas_zahler')
    .option('--from <date>', 'first day, month or year')
    .option('--to <date>', 'last day, month or year')
    .option('--details', 'also p10 and p90 of estimates, the measured share, method and quality codes')
    .addOption(new Option('--format <format>', 'how to write them').choices(['csv', 'json']).default('csv'))
    .addOption(new Option('--json', 'the same as --format json').implies({ format: 'json' }))
    .addHelpText(
      'after',
      `${examples('series consumption/strom_total/daily --from 2024-11-01 --to 2024-11-30', 'series physical/gas_zahler > gas.csv')}

CSV columns:
  consumption/…                    partition,start,value,unit,quality
  physical/…, master/…, virtual/…  partition,end,close,advance,unit,quality
  the others                       partition,partition_start and the fields of their values`,
    )
    .action((asset: string, options: { from?: string; to?: string; details?: boolean; format: 'csv' | 'json' }) =>
      run(async (context) => (await import('../commands/series.ts')).series(context, { asset, ...options })),
    );

  program
    .command('runs')
    .description('List the latest runs, or show one with its steps.')
    .argument('[id]', 'the number of a run')
    .option('--limit <count>', 'how many to list', '20')
    .addOption(jsonOption())
    .addHelpText('after', examples('runs', 'runs 12', 'runs --limit 5 --json'))
    .action((id: string | undefined, options: { limit: string; json?: boolean }) =>
      run(async (context) => (await import('../commands/runs.ts')).runs(context, { id, ...options })),
    );
}
