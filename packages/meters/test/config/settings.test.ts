import { inspect } from 'node:util';
import { parseDay } from '@meterworks/assets';
import { describe, expect, test } from 'vitest';
import { loadConfiguration, parseConfiguration, Secret } from '../../src/config/index.ts';
import { goodFiles, parse, textsOf } from './config-texts.ts';

const settings = (config: string) => parse({ config: `storage: embedded\n${config}` }).configuration;

describe('defaults', () => {
  test('are those of the documentation', () => {
    expect(settings('')).toMatchObject({
      timezone: 'Europe/Berlin',
      storage: { kind: 'embedded' },
      extrapolateMaxDays: 400,
      retries: { attempts: 3, firstPauseSeconds: 2, longestPauseSeconds: 60, timeoutSeconds: 1800 },
      firstDay: parseDay('2020-01-01'),
      tibber: { lookbackHours: 48 },
      logging: { level: 'info', format: 'json', maxBytes: 10_485_760, backupCount: 5 },
    });
    expect(settings('')?.gasFactors).toEqual([{ fromDay: Number.NEGATIVE_INFINITY, factor: 11.504 * 0.8885 }]);
    expect([...(settings('')?.workflows.values() ?? [])]).toEqual([
      { name: 'analytics', schedule: '0 2 * * *' },
      { name: 'tibber_sync', schedule: '5 * * * *' },
    ]);
  });
});

describe('workflows', () => {
  test('may be any number of own ones', () => {
    const workflows = settings(
      'workflows: { analytics: { start_year: 2022 }, gas: { schedule: "*/15 6-22 * * MON-FRI", selection: "tag:gas" } }',
    )?.workflows;
    expect(workflows?.get('gas')).toEqual({ name: 'gas', schedule: '*/15 6-22 * * MON-FRI', selection: 'tag:gas' });
    expect(workflows?.size).toBe(3);
  });
});

describe('automation', () => {
  test('has a rule for a group of assets, its own or that of all', () => {
    expect(settings('')?.automation.size).toBe(0);
    const rules = settings('automation: { all: eager, costs: "0 6 * * *", anomalies: manual }')?.automation;
    expect(rules?.get('consumption')).toEqual({ kind: 'eager' });
    expect(rules?.get('costs')).toEqual({ kind: 'cron', expression: '0 6 * * *', zone: 'Europe/Berlin' });
    expect(rules?.get('anomalies')).toEqual({ kind: 'manual' });
  });

  test('knows no other rules', () => {
    const { problems } = parse({ config: 'storage: embedded\nautomation: { costs: sometimes }\n' });
    expect(problems.map(({ message }) => message).join()).toMatch(/is "sometimes", which is no rule/);
  });
});

describe('notifications', () => {
  test('go nowhere unless a channel is named', () => {
    expect(settings('')?.notifications).toEqual({ channels: [], overdueHours: 36, repeatHours: 24 });
  });

  test('go the ways that are named, with what the secrets add', () => {
    const { configuration, problems } = parse({
      config: `storage: embedded
notifications:
  link: http://nas:4200
  quiet_hours: { from: 22:00, to: "7:00" }
  webhook: { severity: info }
  ntfy: { topic: house }
  email: { host: mail.example.org, from: nas@example.org, to: anna@example.org, port: 465 }
`,
      notifyEnv: 'WEBHOOK_URL=https://example.org/hook\nSMTP_USER=anna\nSMTP_PASSWORD=pw\n',
    });
    expect(problems).toEqual([]);
    const { channels, ...rest } = configuration?.notifications ?? { channels: [] };
    expect(rest).toMatchObject({ link: 'http://nas:4200', quietHours: { from: 1320, to: 420 } });
    expect(channels).toMatchObject([
      { kind: 'webhook', least: 'info' },
      { kind: 'ntfy', least: 'warning', url: 'https://ntfy.sh' },
      { kind: 'email', least: 'warning', security: 'tls', to: ['anna@example.org'] },
    ]);
    expect(JSON.stringify(channels) + inspect(channels, { depth: 9 })).not.toMatch(/example\.org\/hook|pw/);
  });

  test('say what a user of the mail server lacks', () => {
    const { problems } = parse({ config: 'storage: embedded\n', notifyEnv: 'SMTP_USER=anna\n' });
    expect(problems.map(({ message }) => message)).toEqual([
      'SMTP_PASSWORD is missing beside SMTP_USER',
      'SMTP_USER is used by nothing',
    ]);
  });
});

describe('MQTT', () => {
  test('is not used unless a broker is named, in either file', () => {
    expect(settings('')?.mqtt).toBeUndefined();
    expect(settings('mqtt: { url: "mqtt://ha:1883", topic: house/one }')?.mqtt).toEqual({
      url: 'mqtt://ha:1883',
      topic: 'house/one',
      discoveryPrefix: 'homeassistant',
    });
    const mqttEnv = 'MQTT_URL=mqtts://ha:8883\nMQTT_USER=anna\nMQTT_PASSWORD=pw\n';
    const { configuration } = parse({ config: 'storage: embedded\n', mqttEnv });
    expect(configuration?.mqtt).toMatchObject({ url: 'mqtts://ha:8883', topic: 'meterworks' });
    expect(configuration?.mqtt?.user?.reveal()).toBe('anna');
  });

  test('says what is wrong with its broker', () => {
    const messages = (config: string, mqttEnv?: string) =>
      parse({ config: `storage: embedded\n${config}`, ...(mqttEnv && { mqttEnv }) }).problems.map(
        ({ message }) => message,
      );
    expect(messages('mqtt: {}')).toEqual(['is missing']);
    expect(messages('', 'MQTT_URL=ha:1883\n')).toEqual(['gives an MQTT_URL that is no address of a broker']);
    expect(messages('', 'MQTT_USER=anna\n')).toEqual(['is used by nothing']);
    expect(messages('mqtt: { url: "mqtt://ha", topic: "a/#" }')).toEqual(['is "a/#", which is no topic of its own']);
  });
});

describe('gas factors', () => {
  test('change with valid_from', () => {
    const pieces = settings(
      'gas_conversion: [{ energy_content: 10, z_factor: 0.9 }, { valid_from: 2025-01-01, energy_content: 11, z_factor: 0.9 }]',
    )?.gasFactors;
    expect(pieces).toEqual([
      { fromDay: Number.NEGATIVE_INFINITY, factor: 9 },
      { fromDay: parseDay('2025-01-01'), factor: 11 * 0.9 },
    ]);
  });
});

describe('paths', () => {
  test.each([
    ['config', 'state/meterworks.db'],
    ['config/', 'state/meterworks.db'],
    ['.', '../state/meterworks.db'],
    ['/etc/meterworks', '/etc/state/meterworks.db'],
    ['../house/config', '../house/state/meterworks.db'],
    ['..', '../../state/meterworks.db'],
    ['/', '/state/meterworks.db'],
  ])('with --config %s count from its parent', (directory, resolved) => {
    const { configuration } = parseConfiguration(textsOf({}, directory));
    expect(configuration?.state.database).toEqual({ given: 'state/meterworks.db', resolved });
  });

  test('of the series store lie beside the database, unless named', () => {
    expect(settings('state: { database: /var/mw/state.db }')?.state.series).toMatchObject({
      resolved: '/var/mw/series.db',
    });
    expect(settings('state: { database: here.db }')?.state.series).toMatchObject({
      given: 'series.db',
      resolved: 'series.db',
    });
    expect(settings('state: { series: x/y.db }')?.state.series).toMatchObject({ resolved: 'x/y.db' });
  });
});

describe('InfluxDB', () => {
  const config = 'influxdb: { url: "http://localhost:8086", bucket_raw: raw, timeout: 5 }\n';

  test('takes its secrets from their file, and the environment wins', () => {
    const influxEnv =
      '\uFEFFexport INFLUX_TOKEN="file token" # mine\r\nINFLUX_ORG=home\r\nINFLUX_BUCKET_PROCESSED=out\r\n';
    const { configuration } = parse({ config, influxEnv }, { INFLUX_ORG: 'office' });
    expect(configuration?.storage).toMatchObject({
      kind: 'influxdb',
      url: 'http://localhost:8086',
      org: 'office',
      bucketRaw: 'raw',
      bucketProcessed: 'out',
      timeoutSeconds: 5,
      retryAttempts: 3,
    });
    expect(configuration?.storage.kind === 'influxdb' && configuration.storage.token.reveal()).toBe('file token');
  });
});

describe('a secret', () => {
  test('shows itself nowhere but on demand', () => {
    const secret = new Secret('hunter2');
    expect(
      [String(secret), JSON.stringify({ secret }), inspect({ secret }, { depth: 9, showHidden: true })].join(),
    ).not.toContain('hunter2');
    expect(secret.reveal()).toBe('hunter2');
  });
});

describe('loadConfiguration', () => {
  const load = (files: Record<string, string>, directory = 'house/config') =>
    loadConfiguration(directory, (path) => files[path], {
      fileMode: (path) => (path.endsWith('ui.env') ? 0o644 : 0o600),
    });

  test('reads a folder that holds nothing but meters.yaml, and says that all else is default', async () => {
    const { configuration, problems } = await load({ 'house/config/meters.yaml': goodFiles.meters });
    expect(problems).toMatchObject([{ file: 'house/config/config.yaml', line: 1, column: 1, severity: 'notice' }]);
    expect(configuration?.storage).toEqual({ kind: 'embedded' });
  });

  test('follows meters_config and seasonal_patterns_config from the parent folder', async () => {
    const { configuration, files } = await load({
      'house/config/config.yaml':
        'storage: embedded\nmeters_config: mine/m.yaml\nseasonal_patterns_config: mine/p.yaml\n',
      'house/mine/m.yaml': goodFiles.meters,
      'house/mine/p.yaml': goodFiles.patterns,
    });
    expect(configuration?.meters.size).toBe(8);
    expect(files).toEqual([
      'house/config/config.yaml',
      'house/mine/m.yaml',
      'house/mine/p.yaml',
      'house/config/prices.yaml',
      'house/secrets/influxdb.env',
      'house/secrets/tibber.env',
      'house/secrets/notifications.env',
      'house/secrets/mqtt.env',
      'house/secrets/ui.env',
    ]);
  });

  test('names the meters file that is not there', async () => {
    const { configuration, problems } = await load({
      'house/config/config.yaml': 'storage: embedded\nmeters_config: mine/m.yaml\n',
    });
    expect(configuration).toBeUndefined();
    expect(problems).toMatchObject([{ file: 'house/mine/m.yaml', message: 'is not there', severity: 'error' }]);
  });

  test('warns of secrets that others can read', async () => {
    const { problems, configuration } = await load({
      'house/config/config.yaml': 'storage: embedded\n',
      'house/config/meters.yaml': goodFiles.meters,
      'house/secrets/ui.env': 'UI_PASSWORD_HASH=x\n',
      'house/secrets/tibber.env': '',
    });
    expect(problems).toMatchObject([{ file: 'house/secrets/ui.env', severity: 'warning' }]);
    expect(configuration?.ui.passwordHash?.reveal()).toBe('x');
  });
});
