import { z } from 'zod';
import { matching } from './scalars.ts';

const topic = matching(
  /^[\w-]+(\/[\w-]+)*$/,
  'which is no topic of its own',
  'use letters, digits, _ and -, parted by /',
);

export const mqtt = z.strictObject({
  url: z
    .url({ protocol: /^(mqtts?|wss?)$/ })
    .optional()
    .meta({ description: 'the broker, such as mqtt://homeassistant.local:1883; MQTT_URL wins' }),
  topic: topic
    .default('meterworks')
    .meta({ description: 'under which everything of this house lies; two houses need two' }),
  discovery_prefix: topic
    .default('homeassistant')
    .meta({ description: 'under which Home Assistant looks for what is there' }),
});
