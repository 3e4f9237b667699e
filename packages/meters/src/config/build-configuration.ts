import { type Automation, dayNumber, eager, manual, onCron } from '@meterworks/assets';
import type { Prices } from '../costs/index.ts';
import { gasFactorPieces } from '../units/gas-conversion.ts';
import { buildNotifications } from './build-notifications.ts';
import { defaultTibberMeter } from './checks/check-settings.ts';
import type { Configuration, FilePath, MqttSettings, Storage, TibberSettings, Workflow } from './configuration.ts';
import type { Meter } from './meter.ts';
import type { MeterId } from './meter-id.ts';
import { joinedPath, parentFolder } from './path-text.ts';
import type { Secrets } from './read-secrets.ts';
import { automatedGroups, type ConfigFile } from './schema/config-file.ts';
import { mqtt as mqttSection } from './schema/mqtt.ts';

export interface CheckedParts {
  readonly directory: string;
  readonly settings: ConfigFile;
  readonly storage: 'influxdb' | 'embedded';
  readonly secrets: Secrets;
  readonly meters: ReadonlyMap<MeterId, Meter>;
  readonly prices: Prices;
}

/** Puts the checked parts together; nothing can go wrong any more. */
export function buildConfiguration(parts: CheckedParts): Configuration {
  const { directory, settings, secrets, meters } = parts;
  const passwordHash = secrets.get('UI_PASSWORD_HASH');
  const { file, max_bytes: maxBytes, backup_count: backupCount, level, format } = settings.logging;
  return {
    directory,
    timezone: settings.timezone,
    storage: storage(parts),
    state: state(settings, directory),
    gasFactors: gasFactorPieces(
      settings.gas_conversion.map(({ energy_content: energyContent, z_factor: zFactor, ...rest }) => ({
        ...('valid_from' in rest && rest.valid_from !== undefined && { validFrom: rest.valid_from }),
        energyContent,
        zFactor,
      })),
    ),
    tibber: tibber(settings, secrets, meters),
    workflows: workflows(settings),
    firstDay: dayNumber(settings.workflows.analytics.start_year, 1, 1),
    extrapolateMaxDays: settings.extrapolate_max_days,
    automation: automation(settings),
    retries: {
      attempts: settings.retries.attempts,
      firstPauseSeconds: settings.retries.first_pause,
      longestPauseSeconds: settings.retries.longest_pause,
      timeoutSeconds: settings.retries.step_timeout,
    },
    logging: { level, format, ...(file !== undefined && { file: filePath(file, directory) }), maxBytes, backupCount },
    meters,
    ...mqtt(settings, secrets),
    prices: parts.prices,
    notifications: buildNotifications(settings.notifications, secrets),
    ui: { ...(passwordHash && { passwordHash }) },
  };
}

function storage({ storage: kind, settings, secrets }: CheckedParts): Storage {
  if (kind === 'embedded') return { kind };
  const { influxdb } = settings;
  const token = secrets.get('INFLUX_TOKEN');
  const org = secrets.get('INFLUX_ORG')?.reveal();
  const url = secrets.get('INFLUX_URL')?.reveal() ?? influxdb.url;
  if (token === undefined || org === undefined || url === undefined) throw new RangeError('InfluxDB was not checked');
  return {
    kind,
    url,
    bucketRaw: secrets.get('INFLUX_BUCKET_RAW')?.reveal() ?? influxdb.bucket_raw,
    bucketProcessed: secrets.get('INFLUX_BUCKET_PROCESSED')?.reveal() ?? influxdb.bucket_processed,
    timeoutSeconds: influxdb.timeout,
    retryAttempts: influxdb.retry_attempts,
    token,
    org,
  };
}

function state({ state: given }: ConfigFile, directory: string): Configuration['state'] {
  const { database, series, history_days: historyDays } = given;
  const beside = series ?? joinedPath(parentFolder(database), 'series.db');
  return { database: filePath(database, directory), series: filePath(beside, directory), historyDays };
}

function filePath(given: string, directory: string): FilePath {
  return { given, resolved: joinedPath(parentFolder(directory), given) };
}

function tibber({ tibber: given }: ConfigFile, secrets: Secrets, meters: ReadonlyMap<MeterId, Meter>): TibberSettings {
  const token = secrets.get('TIBBER_API_TOKEN');
  const name = given.meter_id ?? defaultTibberMeter;
  const meterId = [...meters.keys()].find((id) => id === name);
  return {
    lookbackHours: given.lookback_hours,
    ...(meterId !== undefined && { meterId }),
    ...(given.home_id !== undefined && { homeId: given.home_id }),
    ...(given.url !== undefined && { url: given.url }),
    ...(token && { token }),
    tokenFile: secrets.tibberFile,
  };
}

function mqtt({ mqtt: given }: ConfigFile, secrets: Secrets): { readonly mqtt?: MqttSettings } {
  const url = secrets.get('MQTT_URL')?.reveal() ?? given?.url;
  if (url === undefined) return {};
  const user = secrets.get('MQTT_USER');
  const password = secrets.get('MQTT_PASSWORD');
  const { topic, discovery_prefix: discoveryPrefix } = given ?? mqttSection.parse({});
  return { mqtt: { url, topic, discoveryPrefix, ...(user && { user }), ...(password && { password }) } };
}

function automation({ automation: given, timezone }: ConfigFile): ReadonlyMap<string, Automation> {
  const rules = automatedGroups.flatMap((group): [string, Automation][] => {
    const text = given[group] ?? given.all;
    if (text === undefined) return [];
    if (text === 'eager') return [[group, eager()]];
    return [[group, text === 'manual' ? manual() : onCron(text, timezone)]];
  });
  return new Map(rules);
}

function workflows({ workflows: given }: ConfigFile): ReadonlyMap<string, Workflow> {
  return new Map(
    Object.entries(given).map(([name, { schedule, selection }]) => [
      name,
      { name, schedule, ...(selection !== undefined && { selection }) },
    ]),
  );
}
