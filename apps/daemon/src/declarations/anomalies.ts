import type { Command } from 'commander';
import type { Run } from '../command-line.ts';
import type { ListOptions } from '../commands/anomalies.ts';
import { examples, jsonOption } from './shared-option.ts';

/** What is unusual, and what of it was seen. */
export function declareAnomalies(program: Command, run: Run): void {
  const anomalies = program
    .command('anomalies')
    .description('Show what is unusual, with its evidence, and record what was seen.')
    .addHelpText('after', examples('anomalies list', 'anomalies list --meter gas_zahler --all'));
  anomalies
    .command('list', { isDefault: true })
    .description('List incidents that nobody acknowledged, newest first.')
    .option('--meter <id>', 'only those of this meter')
    .option('--type <type>', 'only those of this type, for example spike')
    .option('--from <day>', 'only those that lasted into this day or later')
    .option('--all', 'also those that were acknowledged')
    .option('--limit <count>', 'how many to list', '50')
    .addOption(jsonOption())
    .addHelpText('after', examples('anomalies list', 'anomalies list --type continuous_flow --all --json'))
    .action((options: ListOptions) =>
      run(async (context) => (await import('../commands/anomalies.ts')).listAnomalies(context, options)),
    );
  anomalies
    .command('show')
    .description('Show one incident: what was observed and expected, and the days around it.')
    .argument('<id>', 'the id of an incident, as list prints it')
    .addOption(jsonOption())
    .addHelpText('after', examples('anomalies show spike-2024-11-27-0f3a5b7c9d1e2f40'))
    .action((id: string, options: { json?: boolean }) =>
      run(async (context) => (await import('../commands/anomalies.ts')).showAnomaly(context, { ...options, id })),
    );
  anomalies
    .command('acknowledge')
    .description('Record that an incident was seen; it stays so through every re-run.')
    .argument('<id>', 'the id of an incident, as list prints it')
    .option('--note <text>', 'what was found out about it')
    .option('--withdraw', 'take that back')
    .addOption(jsonOption())
    .addHelpText('after', examples("anomalies acknowledge spike-2024-11-27-0f3a5b7c9d1e2f40 --note 'pool filled'"))
    .action((id: string, options: { note?: string; withdraw?: boolean; json?: boolean }) =>
      run(async (context) =>
        (await import('../commands/anomalies.ts')).acknowledgeAnomaly(context, { ...options, id }),
      ),
    );
}
