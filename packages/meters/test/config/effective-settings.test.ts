import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadConfiguration, type Setting } from '../../src/config/index.ts';
import { goodFiles } from './config-texts.ts';

type Files = Readonly<Record<string, string>>;
const house: Files = {
  'config/config.yaml': goodFiles.config,
  'config/meters.yaml': goodFiles.meters,
  'config/seasonal_patterns.yaml': goodFiles.patterns,
};

async function settingsOf(files: Files, environment: Readonly<Record<string, string>> = {}): Promise<Setting[]> {
  const loaded = await loadConfiguration('config', (path) => files[path.replaceAll('\\', '/')], { environment });
  return [...loaded.settings()];
}
const at = (settings: readonly Setting[], path: string) => settings.find((one) => one.path === path);

describe('the settings as they hold', () => {
  test('name the file and line of what is given, and say of the rest that it is a default', async () => {
    const settings = await settingsOf({
      ...house,
      'config/config.yaml': 'storage: embedded\ninfluxdb:\n  timeout: 7\n',
    });
    expect(at(settings, 'influxdb.timeout')).toEqual({
      group: 'config',
      path: 'influxdb.timeout',
      value: '7',
      origin: { kind: 'file', file: 'config/config.yaml', line: 3 },
    });
    expect(at(settings, 'timezone')).toMatchObject({ value: 'Europe/Berlin', origin: { kind: 'default' } });
    expect(at(settings, 'workflows.analytics.schedule')).toMatchObject({ origin: { kind: 'default' } });
  });

  test('call meters by their names, and lists are one value', async () => {
    const settings = await settingsOf(house);
    expect(at(settings, 'gas_zahler.output_unit')).toMatchObject({ group: 'meters', value: 'm³', origin: { line: 2 } });
    expect(at(settings, 'gas.periods[0].source_meters')).toMatchObject({ value: 'gas_alt' });
    expect(at(settings, 'patterns.strom.monthly_percentages')?.value).toBe('10, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, 9');
  });

  test('what is written as one thing has no default beside it', async () => {
    const settings = await settingsOf({
      ...house,
      'config/config.yaml': 'storage: embedded\ngas_conversion: { z_factor: 0.9 }\n',
    });
    expect(settings.filter(({ path }) => path.endsWith('z_factor')).map(({ path }) => path)).toEqual([
      'gas_conversion.z_factor',
    ]);
    expect(at(settings, 'gas_conversion[0].energy_content')).toMatchObject({ origin: { kind: 'default' } });
  });

  test('secrets tell where they are from, and what they win over', async () => {
    const settings = await settingsOf(
      {
        ...house,
        'config/config.yaml': 'influxdb: { url: "http://old:8086" }\n',
        'secrets/influxdb.env': '# the server\nINFLUX_URL=http://new:8086\nINFLUX_TOKEN=abc\n',
      },
      { INFLUX_ORG: 'home' },
    );
    expect(at(settings, 'INFLUX_TOKEN')).toMatchObject({
      value: '***',
      origin: { kind: 'file', file: 'secrets/influxdb.env', line: 3 },
    });
    expect(at(settings, 'INFLUX_ORG')).toMatchObject({
      value: '***',
      origin: { kind: 'environment', name: 'INFLUX_ORG' },
    });
    expect(at(settings, 'TIBBER_API_TOKEN')).toMatchObject({ value: null, origin: { kind: 'none' } });
    expect(at(settings, 'influxdb.url')).toMatchObject({ value: 'http://old:8086', overridden: 'INFLUX_URL' });
    expect(at(settings, 'influxdb.bucket_raw')?.overridden).toBeUndefined();
  });

  test('of files with errors as much is told as can be read', async () => {
    const settings = await settingsOf({ ...house, 'config/config.yaml': 'storage: nowhere\ntimezone: Mars\n' });
    expect(at(settings, 'timezone')).toMatchObject({ value: 'Mars', origin: { line: 2 } });
    const broken = await settingsOf({ ...house, 'config/config.yaml': 'storage: [\n' });
    expect(at(broken, 'gas_zahler.type')).toBeDefined();
  });

  test('no secret is in them, wherever it stands', async () => {
    // Letters that no key, meter or default of the house holds in this order.
    const secret = fc.stringMatching(/^QX[a-zA-Z0-9]{8,20}$/);
    await fc.assert(
      fc.asyncProperty(secret, async (text) => {
        const settings = await settingsOf(
          {
            ...house,
            'config/config.yaml': [
              'influxdb:',
              `  url: "https://me:${text}@influx.example:8086/?token=${text}"`,
              `  token: "${text}"`,
              'notifications:',
              `  webhook: { url: "https://hooks.example/services/${text}" }`,
              `  ntfy: { topic: "${text}" }`,
              `mqtt: { url: "mqtt://user:${text}@broker.example" }`,
              `state: { database: "postgres://house:${text}@db.example/house" }`,
            ].join('\n'),
            'secrets/influxdb.env': `INFLUX_TOKEN=${text}\nINFLUX_ORG=${text}\n`,
            'secrets/ui.env': `UI_PASSWORD_HASH=${text}\n`,
          },
          { TIBBER_API_TOKEN: text, SMTP_PASSWORD: text },
        );
        expect(JSON.stringify(settings)).not.toContain(text);
        expect(at(settings, 'influxdb.url')?.value).toBe('https://***@influx.example:8086/***');
        expect(at(settings, 'mqtt.url')?.value).toBe('mqtt://***@broker.example');
      }),
      { numRuns: 20 },
    );
  });
});
