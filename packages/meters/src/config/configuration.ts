import type { Automation, RetryPolicy, Secret } from '@meterworks/assets';
import type { Prices } from '../costs/index.ts';
import type { GasFactorPiece } from '../units/gas-conversion.ts';
import type { Meter } from './meter.ts';
import type { MeterId } from './meter-id.ts';
import type { NotificationSettings } from './notification-settings.ts';
import type { LogLevel } from './schema/config-file.ts';

/** A file as the configuration names it, and as it is found from where `--config` is counted from. */
export interface FilePath {
  readonly given: string;
  readonly resolved: string;
}

export interface InfluxSettings {
  readonly url: string;
  readonly bucketRaw: string;
  readonly bucketProcessed: string;
  readonly timeoutSeconds: number;
  readonly retryAttempts: number;
  readonly token: Secret;
  readonly org: string;
}

export type Storage = { readonly kind: 'embedded' } | ({ readonly kind: 'influxdb' } & InfluxSettings);

export interface TibberSettings {
  readonly lookbackHours: number;
  /** The meter that the consumption feeds; absent where the house has no such meter. */
  readonly meterId?: MeterId;
  /** The home of the account; the only one where not named. */
  readonly homeId?: string;
  /** The API's address, where it is another one. */
  readonly url?: string;
  /** Absent where Tibber is not used. */
  readonly token?: Secret;
  /** The file that holds the token, for people. */
  readonly tokenFile: string;
}

export interface MqttSettings {
  readonly url: string;
  readonly user?: Secret;
  readonly password?: Secret;
  /** Under which everything of this house lies. */
  readonly topic: string;
  /** Under which Home Assistant looks. */
  readonly discoveryPrefix: string;
}

export interface Workflow {
  readonly name: string;
  /** Cron expression, in the configuration's zone. */
  readonly schedule: string;
  /** Selection of assets and sources; absent: the workflow's own. */
  readonly selection?: string;
}

export interface LoggingSettings {
  readonly level: LogLevel;
  readonly format: 'json' | 'text';
  readonly file?: FilePath;
  readonly maxBytes: number;
  readonly backupCount: number;
}

/** Everything that the files say, checked: no name in it is unknown, no period overlaps, no meter is part of itself. */
export interface Configuration {
  /** The folder of `--config`, as given. */
  readonly directory: string;
  /** IANA zone of local days, months and schedules. */
  readonly timezone: string;
  readonly storage: Storage;
  readonly state: {
    readonly database: FilePath;
    readonly series: FilePath;
    /** Days that runs, ticks, logs and events are kept. */
    readonly historyDays: number;
  };
  /** F in kWh/m³ by local day, at least one piece. */
  readonly gasFactors: readonly GasFactorPiece[];
  readonly tibber: TibberSettings;
  /** By name: `analytics`, `tibber_sync`, then the house's own in the order of the file. */
  readonly workflows: ReadonlyMap<string, Workflow>;
  /** Local day number of 1 January of `start_year`. */
  readonly firstDay: number;
  readonly extrapolateMaxDays: number;
  /** By group of assets: when they are made besides the workflows. */
  readonly automation: ReadonlyMap<string, Automation>;
  /** How often a step is tried that its storage keeps from ending. */
  readonly retries: RetryPolicy;
  readonly logging: LoggingSettings;
  /** In the order of the file. */
  readonly meters: ReadonlyMap<MeterId, Meter>;
  /** Absent where no broker is named. */
  readonly mqtt?: MqttSettings;
  /** Without any where the house has no prices.yaml. */
  readonly prices: Prices;
  readonly notifications: NotificationSettings;
  readonly ui: { readonly passwordHash?: Secret };
}
