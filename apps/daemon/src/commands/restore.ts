import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseError, openStateDatabase, releaseLease } from '@meterworks/runtime';
import { openBackup } from '@meterworks/runtime/backup';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { HouseBusyFailure, UsageFailure } from '../command-failure.ts';
import { restoreConfigurationTexts } from '../composition/configuration-texts.ts';
import { holderText, holdHouse } from '../composition/hold-house.ts';
import { storePaths } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { backupJson, restoreLines } from '../output/backup-report.ts';
import { asWriteFailure } from './backup.ts';

export interface RestoreOptions {
  readonly file: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

/**
 * Puts a backup in the place of what is there. The configuration of the backup is only taken where the folder has none: what somebody
 * wrote since is not overwritten.
 */
export async function restore(
  context: CommandContext,
  { file, yes = false, json = false }: RestoreOptions,
): CommandResult {
  const { terminal } = context;
  const now = openHouseClock(context.environment).now();
  const scratch = dirname(resolve(context.config));
  const opened = await openBackup(resolve(file), scratch).catch((error: unknown) => {
    throw asWriteFailure(scratch, error);
  });
  try {
    const written = await restoreConfigurationTexts(context.config, opened.texts);
    const targets = storePaths(await requireConfiguration(context));
    const present = Object.values(targets).filter((path) => existsSync(path));
    const aside = join(
      dirname(resolve(targets.state)),
      `before-restore-${new Date(now).toISOString().replaceAll(':', '-')}`,
    );
    if (present.length > 0 && !yes) {
      throw new UsageFailure(
        `Nothing was done: the backup of ${opened.manifest.createdAt} would take the place of ${present.join(' and ')}. Add --yes to do it.`,
      );
    }
    await requireIdle(targets.state, context.signal);
    await opened.place(targets, aside);
    const report = { manifest: opened.manifest, aside: present.length > 0 ? aside : undefined, written };
    terminal.print(
      json
        ? JSON.stringify(
            { ...backupJson(file, opened.manifest), moved_to: report.aside ?? null, configuration: written },
            null,
            2,
          )
        : restoreLines(report).join('\n'),
    );
    return exitCodes.done.code;
  } finally {
    await opened.close();
  }
}

/** Nobody may work on the house meanwhile. A database that cannot be opened is worked on by nobody: it is why one restores. */
async function requireIdle(path: string, signal: AbortSignal): Promise<void> {
  if (!existsSync(path)) return;
  try {
    const connection = await openStateDatabase(path);
    try {
      const hold = await holdHouse(connection, 'cli', signal);
      if (hold.kind === 'held-elsewhere') throw new HouseBusyFailure(holderText(hold.holder));
      await releaseLease(connection, hold.fence);
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
  }
}
