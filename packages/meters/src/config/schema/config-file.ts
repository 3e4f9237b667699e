import { defaultRetryPolicy } from '@meterworks/assets';
import { z } from 'zod';
import { defaultGasConversion } from '../../units/gas-conversion.ts';
import { mqtt } from './mqtt.ts';
import { notifications } from './notifications.ts';
import { automationRule, civilDate, countFrom1, cron, positive, zoneName } from './scalars.ts';

const influxdb = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: 'the server; INFLUX_URL wins' }),
  bucket_raw: z.string().min(1).default('lampfi').meta({ description: 'readings in' }),
  bucket_processed: z.string().min(1).default('lampfi_processed').meta({ description: 'results out' }),
  timeout: positive.default(30).meta({ description: 'per request', unit: 's' }),
  retry_attempts: z.number().int().min(0).default(3).meta({ description: 'tries after a failed request' }),
});

const retries = z.strictObject({
  attempts: countFrom1.default(defaultRetryPolicy.attempts).meta({ description: 'tries in all; 1 is none again' }),
  first_pause: z.number().min(0).default(defaultRetryPolicy.firstPauseSeconds).meta({
    description: 'the second try comes within this time, each further one within twice the time before',
    unit: 's',
  }),
  longest_pause: z
    .number()
    .min(0)
    .default(defaultRetryPolicy.longestPauseSeconds)
    .meta({ description: 'no pause is longer', unit: 's' }),
  step_timeout: positive
    .max(1_000_000)
    .default(defaultRetryPolicy.timeoutSeconds)
    .meta({ description: 'how long one try may take', unit: 's' }),
});

const tibber = z.strictObject({
  lookback_hours: countFrom1.default(48).meta({ description: 'window that is fetched again each time', unit: 'h' }),
  meter_id: z.string().optional().meta({ description: 'the meter that the consumption feeds', default: 'haupt_strom' }),
  home_id: z.string().min(1).optional().meta({ description: 'which home of the account; needed where it has several' }),
  url: z
    .url({ protocol: /^https?$/ })
    .optional()
    .meta({ description: 'address of Tibber’s API, where a proxy stands before it' }),
  polling_interval: z.unknown().optional().meta({ description: 'no longer used: the schedule decides' }),
});

const gasConversionValues = {
  energy_content: positive
    .default(defaultGasConversion.energyContent)
    .meta({ description: 'calorific value', unit: 'kWh/m³' }),
  z_factor: positive.default(defaultGasConversion.zFactor).meta({ description: 'state number' }),
};

export const gasConversion = z.strictObject(gasConversionValues);
export const datedGasConversion = z.strictObject({
  ...gasConversionValues,
  valid_from: civilDate.optional().meta({ description: 'local day from which it holds' }),
});

export const analyticsWorkflow = z.strictObject({
  schedule: cron.default('0 2 * * *').meta({ description: 'when the daily run starts', unit: 'cron' }),
  selection: z.string().optional().meta({ description: 'which assets; all if not given' }),
  start_year: z
    .number()
    .int()
    .min(1970)
    .max(2200)
    .default(2020)
    .meta({ description: 'the first day is its 1 January' }),
});

export const tibberWorkflow = z.strictObject({
  schedule: cron.default('5 * * * *').meta({ description: 'when Tibber is asked', unit: 'cron' }),
  selection: z.string().optional().meta({ description: 'which assets; `source:tibber` if not given' }),
});

export const ownWorkflow = z.strictObject({
  schedule: cron.meta({ description: 'when it runs', unit: 'cron' }),
  selection: z.string().optional().meta({ description: 'which assets; all if not given' }),
});

const ruleFor = (what: string) =>
  automationRule.optional().meta({ description: what, unit: '`eager`, `manual` or cron' });

const groupRules = {
  physical: ruleFor('the days of what hangs on a wall'),
  profile: ruleFor('the learned shape of a year'),
  master: ruleFor('meters over replaced or summed ones'),
  virtual: ruleFor('calculated meters'),
  consumption: ruleFor('days, months and years of consumption'),
  costs: ruleFor('what is paid'),
  anomalies: ruleFor('what is unusual'),
};
/** The groups of assets that a rule may be given for. */
export const automatedGroups = Object.keys(groupRules) as readonly (keyof typeof groupRules)[];

const automation = z.strictObject({ all: ruleFor('for every group that is not named'), ...groupRules });

const levels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal'] as const;
export type LogLevel = (typeof levels)[number];
const oldLevels: Record<string, LogLevel> = { warning: 'warn', critical: 'fatal' };

const logging = z.strictObject({
  level: z
    .string()
    .default('INFO')
    .transform((text, context): LogLevel => {
      const name = text.toLowerCase();
      const level = levels.find((known) => known === name) ?? oldLevels[name];
      if (level !== undefined) return level;
      context.addIssue({
        code: 'custom',
        message: 'which is no log level',
        params: { would: 'write DEBUG, INFO, WARNING, ERROR or CRITICAL' },
      });
      return z.NEVER;
    })
    .meta({ description: 'least severe line that is written' }),
  format: z.enum(['json', 'text']).default('json').meta({ description: '`text` is for people' }),
  file: z.string().optional().meta({ description: 'a file beside the standard output' }),
  max_bytes: countFrom1
    .default(10_485_760)
    .meta({ description: 'size at which the file is turned over', unit: 'bytes' }),
  backup_count: z.number().int().min(0).default(5).meta({ description: 'files kept after turning over' }),
});

const state = z.strictObject({
  database: z.string().min(1).default('state/meterworks.db').meta({
    description: 'file; a relative path starts at the parent of the configuration folder',
  }),
  series: z.string().min(1).optional().meta({
    description: 'file of the embedded series store; `series.db` beside the database if not given',
  }),
  history_days: countFrom1.default(365).meta({
    description: 'how long runs, ticks, logs and events are kept; states and readings always stay',
    unit: 'days',
  }),
});

/** config/config.yaml */
export const configFile = z.strictObject({
  timezone: zoneName.default('Europe/Berlin').meta({ description: 'zone of days, months and schedules' }),
  storage: z.enum(['influxdb', 'embedded']).default('influxdb').meta({ description: 'where readings and results lie' }),
  influxdb: influxdb.prefault({}).meta({ description: 'the InfluxDB server' }),
  retries: retries.prefault({}).meta({
    description:
      'how often a step is tried whose storage fails in passing; a computation that fails is not tried again',
  }),
  tibber: tibber.prefault({}).meta({ description: 'the supplier’s hourly consumption and prices' }),
  gas_conversion: z
    .union([gasConversion.transform((one) => [one]), z.array(datedGasConversion).min(1)])
    .prefault({})
    .meta({ description: 'energy of a cubic metre of gas; one, or a list with valid_from' }),
  workflows: z
    .object({ analytics: analyticsWorkflow.prefault({}), tibber_sync: tibberWorkflow.prefault({}) })
    .catchall(ownWorkflow)
    .prefault({})
    .meta({ description: 'what runs when; any further name is a schedule of your own' }),
  automation: automation.prefault({}).meta({
    description:
      'what is made besides, by group of assets: `eager` at every look (each minute), cron when it is due, `manual` not; what lies above needs a rule, too',
  }),
  logging: logging.prefault({}).meta({ description: 'the log' }),
  mqtt: mqtt.optional().meta({ description: 'results as sensors of Home Assistant, through an MQTT broker' }),
  notifications: notifications.prefault({}).meta({ description: 'who is told what goes wrong' }),
  state: state.prefault({}).meta({ description: 'where the state is kept' }),
  extrapolate_max_days: z.number().int().min(0).default(400).meta({
    description: 'how far after the last reading days are extrapolated',
    unit: 'days',
  }),
  meters_config: z.string().min(1).optional().meta({
    description: 'the meters file, from the parent of the configuration folder',
    default: 'meters.yaml in the configuration folder',
  }),
  seasonal_patterns_config: z.string().min(1).optional().meta({
    description: 'the patterns file, likewise',
    default: 'seasonal_patterns.yaml in the configuration folder',
  }),
});
export type ConfigFile = z.output<typeof configFile>;
