import { parseDay } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { discoveryMessages, presentMeters, statePayload, stateTopic } from '../../src/home-assistant/index.ts';
import { plainName } from '../../src/home-assistant/topics.ts';
import { parse } from '../config/config-texts.ts';

const topics = { discovery: 'homeassistant', base: 'meterworks' };
const meters = `meters:
  - { meter_id: strom, type: physical, output_unit: kWh, description: Hauptzähler }
  - { meter_id: gas_zahler, type: physical, output_unit: m³ }
  - { meter_id: wasser garten, type: physical, output_unit: L }
  - { meter_id: oel, type: physical, output_unit: m³ }
`;
const { configuration } = parse({ config: 'storage: embedded\n', meters, patterns: '' });
if (configuration === undefined) throw new Error('the meters have problems');

it('a meter that was removed is shown until its last day has been told', () => {
  const gone = '  - { meter_id: alt, type: physical, output_unit: kWh, deinstallation_date: 2024-03-01 }\n';
  const house = parse({ config: 'storage: embedded\n', meters: meters + gone, patterns: '' }).configuration;
  const shown = (day: string) => presentMeters(house ?? configuration, parseDay(day) ?? 0).map(({ id }) => id);
  expect(shown('2024-03-02')).toContain('alt');
  expect(shown('2024-03-03')).toEqual(['strom', 'gas_zahler', 'wasser garten', 'oel']);
});

describe('discovery', () => {
  const messages = discoveryMessages(configuration.meters.values(), topics, {
    version: '1.2.3',
    link: 'http://nas:4200',
  });
  const read = (topic: string) => JSON.parse(messages.get(topic) ?? 'null') as Record<string, unknown>;

  it('makes each meter a device with four sensors', () => {
    expect([...messages.keys()].slice(0, 4)).toEqual(
      ['yesterday', 'month', 'anomaly', 'health'].map((name) => `homeassistant/sensor/meterworks/strom_${name}/config`),
    );
    expect(messages.size).toBe(16);
    expect(read('homeassistant/sensor/meterworks/strom_yesterday/config')).toMatchObject({
      name: 'Yesterday',
      unique_id: 'meterworks_strom_yesterday',
      default_entity_id: 'sensor.meterworks_strom_yesterday',
      state_topic: 'meterworks/strom/state',
      availability_topic: 'meterworks/status',
      device_class: 'energy',
      state_class: 'total',
      unit_of_measurement: 'kWh',
      value_template: '{{ value_json.yesterday }}',
      last_reset_value_template: '{{ value_json.yesterday_start }}',
      device: {
        identifiers: ['meterworks_strom'],
        name: 'strom',
        model: 'Hauptzähler',
        configuration_url: 'http://nas:4200',
      },
      origin: { name: 'Meterworks', sw_version: '1.2.3' },
    });
  });

  it('says gas, water and energy only of what Home Assistant takes in that unit', () => {
    const classOf = (meter: string) =>
      read(`homeassistant/sensor/meterworks/${plainName(meter)}_month/config`).device_class;
    expect(['strom', 'gas_zahler', 'wasser garten', 'oel'].map(classOf)).toEqual(['energy', 'gas', 'water', undefined]);
  });

  it('has an id and a topic of its own for each meter and sensor, whatever the meter is called', () => {
    const all = [...messages.values()].map((text) => JSON.parse(text) as { unique_id: string });
    expect(new Set(all.map(({ unique_id }) => unique_id)).size).toBe(16);
    expect(stateTopic(topics, 'wasser garten')).toBe('meterworks/wasser-20-garten/state');
    for (const topic of messages.keys()) expect(topic).toMatch(/^[\w/-]+$/);
    expect(plainName('a-20-b')).not.toBe(plainName('a b'));
    expect(plainName('a+#')).toBe('a-2b--23-');
  });

  it('reads nothing from the state that the state does not hold', () => {
    const anomaly = {
      id: 'a',
      type: 'spike',
      severity: 'warning',
      start: 0,
      end: 1,
      observed: 0.1 + 0.2,
      expected: Number.NaN,
      lower: 0,
      upper: 0,
      score: 1,
      message: 'm',
    } as const;
    const day = { start: 0, amount: 0.1 + 0.2, quality: 'measured' } as const;
    const state = JSON.parse(
      statePayload({ day, month: { ...day, amount: undefined }, anomaly, health: 'ok' }),
    ) as object;
    expect(state).toMatchObject({
      yesterday: 0.3,
      yesterday_start: '1970-01-01T00:00:00.000Z',
      month: null,
      anomaly: 'spike',
      anomaly_details: { observed: 0.3, expected: null, message: 'm' },
      health: 'ok',
    });
    for (const text of messages.values())
      for (const [, key] of text.matchAll(/value_json\.(\w+)/g)) expect(state).toHaveProperty(key ?? '');
  });
});
