import { parseEnvFile } from '../env-file.ts';
import type { ConfigurationTexts } from '../parse-configuration.ts';
import type { Path } from '../problem.ts';
import type { ReadSettings, SourceText } from '../read-settings.ts';
import { valueAt } from '../schema/schema-at.ts';
import { type SecretName, secretFiles, secretNamesOf } from '../secret-names.ts';
import { parseYamlSource, type YamlSource } from '../yaml-source.ts';
import { fileSetting, type Setting, type SettingGroup, secretSetting } from './setting.ts';

/**
 * Every key that the files give, with its place, and every default of config.yaml that they leave; in the order of files and lines, defaults
 * behind. Of files with errors as much as can be read. No secret is in it.
 */
export function effectiveSettings(
  settings: ReadSettings,
  texts: ConfigurationTexts,
  environment: Readonly<Record<string, string | undefined>> = {},
): Setting[] {
  const secrets = secretSettings(texts, environment);
  const isSet = (name: SecretName) => secrets.some(({ path, value }) => path === name && value !== null);
  return [
    ...configSettings(settings, isSet),
    ...givenSettings('meters', yaml(texts.meters)),
    ...givenSettings('patterns', yaml(texts.patterns)),
    ...givenSettings('prices', yaml(texts.prices)),
    ...secrets,
  ];
}

function yaml(file: SourceText | undefined): YamlSource {
  return parseYamlSource(file?.path ?? '', file?.text ?? '');
}

/** Keys of config.yaml that a secret of this name wins over. */
const winners: Readonly<Record<string, SecretName>> = {
  'influxdb.url': 'INFLUX_URL',
  'influxdb.bucket_raw': 'INFLUX_BUCKET_RAW',
  'influxdb.bucket_processed': 'INFLUX_BUCKET_PROCESSED',
  'notifications.webhook.url': 'WEBHOOK_URL',
  'notifications.ntfy.topic': 'NTFY_TOPIC',
  'mqtt.url': 'MQTT_URL',
};

function configSettings({ source, settings }: ReadSettings, isSet: (name: SecretName) => boolean): Setting[] {
  const winnerOf = (path: Path): string | undefined => {
    const name = winners[path.join('.')];
    return name !== undefined && isSet(name) ? name : undefined;
  };
  const defaults = leavesOf(settings).filter(({ path }) => !isGiven(source.value, path));
  return [
    ...givenSettings('config', source, winnerOf),
    ...defaults.map(({ path, value }) => fileSetting('config', path, value, { kind: 'default' }, winnerOf(path))),
  ];
}

function givenSettings(
  group: SettingGroup,
  source: YamlSource,
  winnerOf: (path: Path) => string | undefined = () => undefined,
): Setting[] {
  return leavesOf(source.value).map(({ path, value }) =>
    fileSetting(
      group,
      group === 'meters' ? namedPath(path, source.value) : path,
      value,
      { kind: 'file', file: source.file, line: source.lineOf(path) },
      winnerOf(path),
    ),
  );
}

/** One that is written as a single thing is a list of one afterwards: `gas_conversion`, `to` of an e-mail. */
function isGiven(given: unknown, path: Path): boolean {
  if (valueAt(given, path) !== undefined) return true;
  const single = path.indexOf(0);
  if (single < 0) return false;
  const holder = valueAt(given, path.slice(0, single));
  return holder !== undefined && !Array.isArray(holder) && isGiven(holder, path.slice(single + 1));
}

interface Leaf {
  readonly path: Path;
  /** A scalar, or a list of such. */
  readonly value: unknown;
}

function leavesOf(value: unknown, path: Path = []): Leaf[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== 'object') return [{ path, value }];
  if (Array.isArray(value)) {
    if (value.every((one) => typeof one !== 'object')) return [{ path, value }];
    return value.flatMap((inner, index) => leavesOf(inner, [...path, index]));
  }
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]));
}

/** `meters[3].output_unit` as `haupt_strom.output_unit`: a number says nothing to people. */
function namedPath(path: Path, value: unknown): Path {
  const name = valueAt(value, [...path.slice(0, 2), 'meter_id']);
  return path.length > 2 && typeof name === 'string' ? [name, ...path.slice(2)] : path;
}

function secretSettings(
  texts: ConfigurationTexts,
  environment: Readonly<Record<string, string | undefined>>,
): Setting[] {
  return secretFiles.flatMap((group) => {
    const { path: file, text } = texts[group];
    const { values } = parseEnvFile(file, text ?? '');
    return secretNamesOf(group).map((name) => {
      if ((environment[name] ?? '') !== '') return secretSetting(name, { kind: 'environment', name });
      const line = values.get(name)?.line;
      return secretSetting(name, line === undefined ? { kind: 'none' } : { kind: 'file', file, line });
    });
  });
}
