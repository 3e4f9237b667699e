import { type Mosquitto, mosquittoAvailable, startMosquitto } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlace, type Place } from '../commands/cli.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 30_000 });

if (!mosquittoAvailable) console.warn('SKIPPED: there is no mosquitto here, so nothing is shown to Home Assistant.');

const now = '2024-02-10T06:00:00Z';

function house(url: string, meters = 'gas, strom'): Place {
  const place = openPlace({
    'config/config.yaml': `storage: embedded
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2024 } }
mqtt: { url: "${url}", topic: house }
`,
    'config/meters.yaml': metersFile(meters),
  });
  place.write('secrets/mqtt.env', 'MQTT_USER=anna\nMQTT_PASSWORD=right\n', 0o600);
  return place;
}

function metersFile(names: string): string {
  const rows = names.split(', ').map((name) => {
    const unit = name === 'gas' ? 'm³' : 'kWh';
    return `  - { meter_id: ${name}, type: physical, output_unit: ${unit} }`;
  });
  return `meters:\n${rows.join('\n')}\n`;
}

/** Readings at each local midnight from 1 January on, `perDay` more each time. */
function readings(days: number, perDay: number): string {
  const rows = Array.from({ length: days }, (_, day) => {
    const time = new Date(Date.parse('2024-01-01T00:00:00+01:00') + day * 86_400_000).toISOString();
    return `${time},${1000 + perDay * day}`;
  });
  return `time,value\n${rows.join('\n')}\n`;
}

describe.skipIf(!mosquittoAvailable)('Home Assistant, through a broker', () => {
  let broker: Mosquitto;
  beforeAll(async () => {
    broker = await startMosquitto();
  });
  afterAll(() => broker.stop());

  it('is shown each meter with yesterday, this month, its last anomaly and its health, and what changes', async () => {
    const place = house(broker.url);
    place.write('gas.csv', readings(41, 5));
    place.write('strom.csv', readings(20, 10));
    await place.run('import', 'gas.csv', '--meter', 'gas');
    await place.run('import', 'strom.csv', '--meter', 'strom');
    const { messages, client } = await broker.watch('#');
    const state = (meter: string) =>
      JSON.parse(messages.get(`house/${meter}/state`) ?? '{}') as Record<string, unknown>;
    const daemon = place.start(now, 'serve', '--no-ui');
    await vi.waitFor(
      () => {
        expect(messages.get('house/status')).toBe('online');
        expect(state('gas')).toMatchObject({ yesterday: 5, month: 45, health: 'ok' });
        expect(state('strom')).toMatchObject({ health: 'silent', anomaly: 'silent' });
      },
      { timeout: 20_000, interval: 50 },
    );
    expect(state('gas')).toMatchObject({
      yesterday_start: '2024-02-08T23:00:00.000Z',
      yesterday_quality: 'measured',
      month_start: '2024-01-31T23:00:00.000Z',
    });
    expect(state('strom')).toMatchObject({
      yesterday_quality: 'extrapolated',
      anomaly_details: { message: expect.stringMatching(/^No reading of strom for 2\d days/) },
    });
    const config = JSON.parse(messages.get('homeassistant/sensor/house/gas_yesterday/config') ?? '{}') as object;
    expect(config).toMatchObject({ device_class: 'gas', unit_of_measurement: 'm³', state_topic: 'house/gas/state' });
    expect([...messages.keys()].filter((topic) => topic.startsWith('homeassistant/'))).toHaveLength(8);

    place.write('more.csv', 'time,value\n2024-02-09T23:30:00+01:00,1399\n');
    await place.run('import', 'more.csv', '--meter', 'strom');
    await place.runAt(now, 'materialize');
    await vi.waitFor(() => expect(state('strom')).toMatchObject({ health: 'ok', anomaly: 'silent' }), {
      timeout: 20_000,
      interval: 50,
    });

    // One meter less, told to the daemon while it works.
    place.write('config/meters.yaml', metersFile('gas'));
    const left = () => [...messages.keys()].filter((topic) => topic.startsWith('homeassistant/'));
    await vi.waitFor(() => expect(left()).toHaveLength(4), { timeout: 20_000, interval: 50 });
    daemon.kill('SIGTERM');
    expect((await daemon.ended).code).toBe(0);
    await vi.waitFor(() => expect(messages.get('house/status')).toBe('offline'), { timeout: 5_000 });

    const next = place.start(now, 'serve', '--no-ui');
    await vi.waitFor(() => expect(messages.get('house/status')).toBe('online'), { timeout: 20_000, interval: 50 });
    next.kill('SIGKILL');
    await next.ended;
    await vi.waitFor(() => expect(messages.get('house/status')).toBe('offline'), { timeout: 5_000 });
    await client.endAsync();
  });

  it('is no reason for the daemon to end when it is out of reach', async () => {
    const place = house('mqtt://127.0.0.1:1');
    const daemon = place.start(now, 'serve', '--no-ui');
    await daemon.says(/the MQTT broker is out of reach: .*ECONNREFUSED/);
    await daemon.says(/the daemon is at work/);
    daemon.kill('SIGTERM');
    expect((await daemon.ended).code).toBe(0);
  });
});
