import { resolve } from 'node:path';
import { writeBackup } from '@meterworks/runtime/backup';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';
import { readConfigurationTexts } from '../composition/configuration-texts.ts';
import { storePaths } from '../composition/open-stores.ts';
import { requireConfiguration } from '../composition/read-configuration.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { backupJson, backupLines } from '../output/backup-report.ts';

/** Writes a backup of the house, whoever works on it meanwhile. */
export async function backup(
  context: CommandContext,
  { file, json = false }: { readonly file: string; readonly json?: boolean },
): CommandResult {
  const { terminal, version } = context;
  const databases = storePaths(await requireConfiguration(context));
  const texts = await readConfigurationTexts(context.config);
  const now = openHouseClock(context.environment).now();
  const path = resolve(file);
  try {
    const manifest = await writeBackup({ path, databases, texts, version, now });
    terminal.print(json ? JSON.stringify(backupJson(file, manifest), null, 2) : backupLines(file, manifest).join('\n'));
    return exitCodes.done.code;
  } catch (error) {
    throw asWriteFailure(file, error);
  }
}

/** A file that cannot be written, as the user sees it; any other error as it is. */
export function asWriteFailure(file: string, error: unknown): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const faults: Readonly<Record<string, string>> = {
    EACCES: 'this user may not write there',
    EPERM: 'this user may not write there',
    EROFS: 'the disk is read-only',
    ENOSPC: 'the disk is full',
    EISDIR: 'it is a folder; name a file in it',
    ENOTDIR: 'a part of its path is a file',
    EEXIST: 'a part of its path is a file',
  };
  const fault = code === undefined ? undefined : faults[code];
  return fault === undefined
    ? error
    : new CommandFailure('storage', `${file} cannot be written: ${fault}.`, { cause: error });
}
