import type { Configuration } from './configuration.ts';
import { effectiveSettings } from './effective/effective-settings.ts';
import type { Setting } from './effective/setting.ts';
import { type ConfigurationTexts, parseAround } from './parse-configuration.ts';
import { joinedPath, parentFolder } from './path-text.ts';
import { makeProblem, type Problem } from './problem.ts';
import { readSettings } from './read-settings.ts';
import { secretFiles } from './secret-names.ts';

export interface LoadOptions {
  /** Environment variables; a secret's name in it wins over its file. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  /** The permission bits of a file, to warn of secrets that others can read; undefined where that is not known. */
  readonly fileMode?: (path: string) => number | undefined | Promise<number | undefined>;
}

export interface LoadedConfiguration {
  /** Undefined if any problem is an error. */
  readonly configuration?: Configuration;
  /** All problems of all files at once, in the order of files and places. */
  readonly problems: readonly Problem[];
  /** Every key as it holds, with where it comes from, as far as the files can be read; without secrets. */
  readonly settings: () => readonly Setting[];
  /** Every file that was looked for, for those who watch for changes. */
  readonly files: readonly string[];
}

/**
 * Reads the configuration folder. `readText` gives a file's text, or undefined if there is no such file; relative paths are
 * passed to it as they result from `directory`. Secrets lie in the folder `secrets` beside the configuration folder.
 */
export async function loadConfiguration(
  directory: string,
  readText: (path: string) => string | undefined | Promise<string | undefined>,
  options: LoadOptions = {},
): Promise<LoadedConfiguration> {
  const parent = parentFolder(directory);
  const file = async (path: string) => ({ path, text: await readText(path) });
  const config = await file(joinedPath(directory, 'config.yaml'));
  const settings = readSettings(config, directory);
  const { metersPath, patternsPath } = settings;
  const secrets = (name: string) => file(joinedPath(parent, `secrets/${name}.env`));
  const texts: ConfigurationTexts = {
    directory,
    config,
    meters: await file(metersPath.resolved),
    patterns: await file(patternsPath.resolved),
    prices: await file(joinedPath(directory, 'prices.yaml')),
    influxEnv: await secrets('influxdb'),
    tibberEnv: await secrets('tibber'),
    notifyEnv: await secrets('notifications'),
    mqttEnv: await secrets('mqtt'),
    uiEnv: await secrets('ui'),
  };
  const { configuration, problems } = parseAround(settings, texts, options.environment);
  const readable: Problem[] = [];
  const secretTexts = secretFiles.map((name) => texts[name]);
  for (const { path, text } of secretTexts) {
    const mode = text === undefined ? undefined : await options.fileMode?.(path);
    if (mode !== undefined && (mode & 0o077) !== 0) readable.push(readableSecret(path));
  }
  const files = [config, texts.meters, texts.patterns, ...(texts.prices ? [texts.prices] : []), ...secretTexts].map(
    ({ path }) => path,
  );
  return {
    ...(configuration && { configuration }),
    problems: [...problems, ...readable],
    settings: () => effectiveSettings(settings, texts, options.environment),
    files,
  };
}

function readableSecret(path: string): Problem {
  const facts = { message: 'can be read by other users', would: `run chmod 600 ${path}`, severity: 'warning' as const };
  return makeProblem(path, { line: 1, column: 1 }, [], facts);
}
