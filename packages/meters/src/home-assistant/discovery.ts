import type { Configuration } from '../config/configuration.ts';
import type { Meter } from '../config/meter.ts';
import { commodityOf } from '../house/commodity.ts';
import { anomalyTypes } from '../values/anomaly.ts';
import { healthStates } from './sensor-state.ts';
import {
  availabilityTopic,
  discoveryTopic,
  type HomeAssistantTopics,
  nodeName,
  plainName,
  stateTopic,
} from './topics.ts';

/** The meters that there are today (a local day number): one that was removed has nothing more to tell. */
export function presentMeters({ meters }: Pick<Configuration, 'meters'>, today: number): Meter[] {
  return [...meters.values()].filter(
    (meter) => meter.kind !== 'physical' || meter.removed === undefined || meter.removed.day >= today - 1,
  );
}

/**
 * What makes Home Assistant show every meter as a device with four sensors: messages by topic, to be retained. Keys and values are those of
 * Home Assistant's MQTT sensor (home-assistant.io/integrations/sensor.mqtt).
 */
export function discoveryMessages(
  meters: Iterable<Meter>,
  topics: HomeAssistantTopics,
  program: { readonly version: string; readonly link?: string },
): Map<string, string> {
  const messages = new Map<string, string>();
  for (const meter of meters)
    for (const [sensor, facts] of Object.entries(sensorsOf(meter)))
      messages.set(
        discoveryTopic(topics, meter.id, sensor),
        JSON.stringify({ ...common(meter, sensor, topics, program), ...facts }),
      );
  return messages;
}

function common(
  meter: Meter,
  sensor: string,
  topics: HomeAssistantTopics,
  { version, link }: { readonly version: string; readonly link?: string },
) {
  const id = `${nodeName(topics)}_${plainName(meter.id)}`;
  const entity = `${topics.base}_${meter.id}_${sensor}`.toLowerCase().replace(/[^a-z0-9]+/g, '_');
  return {
    unique_id: `${id}_${sensor}`,
    // Before and since version 2025.10.
    object_id: entity,
    default_entity_id: `sensor.${entity}`,
    state_topic: stateTopic(topics, meter.id),
    json_attributes_topic: stateTopic(topics, meter.id),
    availability_topic: availabilityTopic(topics),
    device: {
      identifiers: [id],
      name: meter.id,
      manufacturer: 'Meterworks',
      model: meter.description ?? `${meter.kind} meter`,
      ...(link !== undefined && { configuration_url: link }),
    },
    origin: { name: 'Meterworks', sw_version: version },
  };
}

function sensorsOf(meter: Meter): Record<string, Readonly<Record<string, unknown>>> {
  const deviceClass = deviceClassOf(meter);
  const amount = (name: string, key: string) => ({
    name,
    ...(deviceClass !== undefined && { device_class: deviceClass }),
    unit_of_measurement: meter.unit,
    // Each day and each month starts again from nothing: the statistics add up what lies between two starts.
    state_class: 'total',
    value_template: `{{ value_json.${key} }}`,
    last_reset_value_template: `{{ value_json.${key}_start }}`,
    json_attributes_template: `{{ {'quality': value_json.${key}_quality} | tojson }}`,
    suggested_display_precision: meter.unit === 'm³' || meter.unit === 'MWh' ? 3 : 2,
  });
  return {
    yesterday: amount('Yesterday', 'yesterday'),
    month: amount('This month', 'month'),
    anomaly: {
      name: 'Last anomaly',
      device_class: 'enum',
      options: ['none', ...anomalyTypes],
      icon: 'mdi:alert-decagram-outline',
      value_template: '{{ value_json.anomaly }}',
      json_attributes_template: '{{ value_json.anomaly_details | tojson }}',
    },
    health: {
      name: 'Health',
      device_class: 'enum',
      options: [...healthStates],
      entity_category: 'diagnostic',
      json_attributes_template: '{}',
      icon: 'mdi:heart-pulse',
      value_template: '{{ value_json.health }}',
    },
  };
}

/** Home Assistant takes gas in m³ only, water in m³ and L, and energy in Wh, kWh and MWh. */
function deviceClassOf(meter: Meter): string | undefined {
  if (meter.unit !== 'm³' && meter.unit !== 'L') return 'energy';
  const commodity = commodityOf(meter);
  if (commodity === 'water') return 'water';
  return commodity === 'gas' && meter.unit === 'm³' ? 'gas' : undefined;
}
