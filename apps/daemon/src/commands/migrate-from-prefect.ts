import { formatProblem } from '@meterworks/meters/config';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { holderText } from '../composition/hold-house.ts';
import { openHouse } from '../composition/open-house.ts';
import { readConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import type { Disposal } from '../migration/migrate-results.ts';
import { migrationJson, migrationLines } from '../output/migration-report.ts';

export interface MigrationOptions {
  readonly moveTo?: string;
  readonly delete?: boolean;
  readonly keepOld?: boolean;
  readonly json?: boolean;
}

/** Says what the former system left behind and what becomes of it, and clears the way for our results. */
export async function migrateFromPrefect(context: CommandContext, options: MigrationOptions): CommandResult {
  const disposal = disposalOf(options);
  const { terminal } = context;
  // Notices say which old keys are read no more.
  const { problems } = await readConfiguration(context);
  const house = await openHouse(context, disposal.kind === 'ask' ? {} : { hold: 'cli' });
  try {
    const { configuration, hold, stores } = house;
    if (hold?.kind === 'held-elsewhere') throw new HouseBusyFailure(holderText(hold.holder));
    const { storage } = configuration;
    if (storage.kind !== 'influxdb')
      throw new UsageFailure(
        'storage is "embedded": the former system kept its results in InfluxDB; write storage: influxdb into config.yaml.',
      );
    if (disposal.kind === 'move' && [storage.bucketProcessed, storage.bucketRaw].includes(disposal.target))
      throw new UsageFailure(
        `"${disposal.target}" is a bucket of this house; name another one to move old results to.`,
      );
    for (const problem of problems) terminal.say(formatProblem(problem));
    const { openInflux } = await import('@meterworks/runtime/influxdb');
    const { migrateResults } = await import('../migration/migrate-results.ts');
    const influx = openInflux({ ...storage, token: storage.token.reveal(), signal: house.signal });
    try {
      const migration = await migrateResults(influx, configuration, storage, stores.series, disposal);
      const { bucketProcessed } = storage;
      if (options.json === true) terminal.print(JSON.stringify(migrationJson(bucketProcessed, migration), null, 2));
      else terminal.print(migrationLines(bucketProcessed, migration).join('\n'));
    } finally {
      influx.close();
    }
    return exitCodes.done.code;
  } finally {
    await house.close();
  }
}

function disposalOf({ moveTo, delete: deletes = false, keepOld = false }: MigrationOptions): Disposal {
  const chosen: Disposal[] = [
    ...(moveTo === undefined ? [] : [{ kind: 'move', target: moveTo } as const]),
    ...(deletes ? [{ kind: 'delete' } as const] : []),
    ...(keepOld ? [{ kind: 'keep' } as const] : []),
  ];
  if (chosen.length > 1) throw new UsageFailure('choose one of --move-to, --delete and --keep-old');
  return chosen[0] ?? { kind: 'ask' };
}
