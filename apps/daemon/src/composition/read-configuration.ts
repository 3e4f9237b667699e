import { readFile, stat } from 'node:fs/promises';
import {
  type Configuration,
  formatProblem,
  type LoadedConfiguration,
  loadConfiguration,
  type Problem,
} from '@meterworks/meters/config';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure, UsageFailure } from '../command-failure.ts';

/** The configuration has errors; all of them, each with its place. */
export class ConfigurationFailure extends CommandFailure {
  override readonly name = 'ConfigurationFailure';
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[]) {
    super('configuration', problems.map(formatProblem).join('\n'));
    this.problems = problems;
  }
}

/** Reads the configuration folder of `--config`; whatever is wrong with it comes as problems. */
export function readConfiguration({ config, environment }: CommandContext): Promise<LoadedConfiguration> {
  return loadConfiguration(config, readText, { environment, fileMode: permissionsOf });
}

/** A configuration without errors. Warnings and notices are left to `validate`. @throws ConfigurationFailure */
export async function requireConfiguration(context: CommandContext): Promise<Configuration> {
  const { configuration, problems } = await readConfiguration(context);
  if (configuration === undefined)
    throw new ConfigurationFailure(problems.filter(({ severity }) => severity === 'error'));
  return configuration;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined;
    throw new UsageFailure(`${path} cannot be read: ${readFault(error)}`, { cause: error });
  }
}

async function permissionsOf(path: string): Promise<number | undefined> {
  // Windows has no such bits.
  if (process.platform === 'win32') return undefined;
  return (await stat(path)).mode & 0o777;
}

/** Why a file cannot be read, for people. */
export function readFault(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  switch (code) {
    case 'ENOENT':
      return 'there is no such file';
    case 'EACCES':
    case 'EPERM':
      return 'this user may not read it';
    case 'EISDIR':
      return 'it is a folder';
    default:
      return message;
  }
}
