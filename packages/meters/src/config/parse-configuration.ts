import { openZone } from '@meterworks/assets';
import { buildConfiguration } from './build-configuration.ts';
import { checkSettings, defaultTibberMeter } from './checks/check-settings.ts';
import type { Configuration } from './configuration.ts';
import { inOrder, makeProblem, type Problem } from './problem.ts';
import { readMeters } from './read-meters.ts';
import { readPatterns } from './read-patterns.ts';
import { readPrices, withoutPrices } from './read-prices.ts';
import { readSecrets } from './read-secrets.ts';
import { type ReadSettings, readSettings, type SourceText } from './read-settings.ts';
import { configFile } from './schema/config-file.ts';
import { valueAt } from './schema/schema-at.ts';
import { type SecretFile, secretFiles } from './secret-names.ts';
import { parseYamlSource } from './yaml-source.ts';

/** The texts of all files of a configuration, already fetched. */
export interface ConfigurationTexts extends Readonly<Record<SecretFile, SourceText>> {
  /** The folder of `--config`, as given; relative paths in config.yaml count from its parent. */
  readonly directory: string;
  readonly config: SourceText;
  readonly meters: SourceText;
  readonly patterns: SourceText;
  /** What things cost; a house may say nothing of it. */
  readonly prices?: SourceText;
}

export interface ParsedConfiguration {
  /** Undefined if any problem is an error. */
  readonly configuration?: Configuration;
  /** All problems of all files, in the order of files and places. */
  readonly problems: readonly Problem[];
}

/**
 * Checks all files together and never throws: whatever is in them ends in problems.
 * @param environment variables of the process; a secret's name in it wins over its file
 */
export function parseConfiguration(
  texts: ConfigurationTexts,
  environment: Readonly<Record<string, string | undefined>> = {},
): ParsedConfiguration {
  return parseAround(readSettings(texts.config, texts.directory), texts, environment);
}

/** The same, where config.yaml has been read already to find the other files. */
export function parseAround(
  settings: ReadSettings,
  texts: ConfigurationTexts,
  environment: Readonly<Record<string, string | undefined>> = {},
): ParsedConfiguration {
  const secrets = readSecrets(texts, environment);
  const meters = readMeters(parseYamlSource(texts.meters.path, texts.meters.text ?? ''), openZone(settings.timezone));
  const drafts = texts.meters.text === undefined ? undefined : meters.drafts;
  const patterns = readPatterns(parseYamlSource(texts.patterns.path, texts.patterns.text ?? ''), drafts);
  const prices =
    texts.prices?.text === undefined
      ? { prices: withoutPrices, problems: [] }
      : readPrices(
          parseYamlSource(texts.prices.path, texts.prices.text),
          drafts,
          valueAt(settings.source.value, ['tibber', 'meter_id']) ?? defaultTibberMeter,
        );
  const storage = storageOf(settings.source.value, texts, secrets.hasInflux);
  const found: Problem[] = [
    ...(texts.config.text === undefined ? [withoutConfig(texts.config.path, storage)] : settings.problems),
    ...(texts.meters.text === undefined ? [withoutMeters(texts.meters.path)] : meters.problems),
    ...(texts.patterns.text === undefined
      ? withoutPatterns(settings.source.value, texts, settings.source)
      : patterns.problems),
    ...prices.problems,
    ...secrets.problems,
    ...checkSettings({ source: settings.source, storage, secrets, drafts }),
  ];
  const files = [
    texts.config,
    texts.meters,
    texts.patterns,
    ...(texts.prices ? [texts.prices] : []),
    ...secretFiles.map((name) => texts[name]),
  ];
  const problems = inOrder(
    found,
    files.map(({ path }) => path),
  );
  if (problems.some(({ severity }) => severity === 'error')) return { problems };
  const configuration = buildConfiguration({
    directory: texts.directory,
    settings: settings.settings ?? configFile.parse({}),
    storage,
    secrets,
    meters: meters.build((id) => patterns.shares.get(id)),
    prices: prices.prices,
  });
  return { configuration, problems };
}

/** Without a config.yaml and without any word of an InfluxDB, results stay in the embedded store. */
function storageOf(value: unknown, texts: ConfigurationTexts, hasInflux: boolean): 'influxdb' | 'embedded' {
  const named = typeof value === 'object' && value !== null && 'storage' in value ? value.storage : undefined;
  if (named === 'embedded' || named === 'influxdb') return named;
  // A misspelt storage is an error of its own: no server is asked for on its account.
  if (named !== undefined) return 'embedded';
  return texts.config.text === undefined && !hasInflux ? 'embedded' : 'influxdb';
}

function withoutConfig(path: string, storage: string): Problem {
  const message = `is not there, so every setting has its default, and storage is ${storage}`;
  return makeProblem(path, { line: 1, column: 1 }, [], { message, would: 'write it to choose', severity: 'notice' });
}

function withoutMeters(path: string): Problem {
  return makeProblem(path, { line: 1, column: 1 }, [], {
    message: 'is not there',
    would: 'write the meters of the house into it, or name another file with meters_config in config.yaml',
  });
}

function withoutPatterns(
  value: unknown,
  texts: ConfigurationTexts,
  source: ReturnType<typeof parseYamlSource>,
): Problem[] {
  const key = 'seasonal_patterns_config';
  const named = typeof value === 'object' && value !== null && key in value ? value[key] : undefined;
  if (named === undefined) return [];
  const message = `but there is no file ${texts.patterns.path}`;
  return [
    source.problemAt([key], {
      value: named,
      message,
      would: 'leave the key out, or write the file',
      severity: 'warning',
    }),
  ];
}
