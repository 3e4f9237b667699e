/** Every name that a secrets file may give, what it is for, and the file it belongs in. */
export const secretNames = {
  INFLUX_TOKEN: { file: 'influxEnv', meaning: 'token that may read and write both buckets', required: true },
  INFLUX_ORG: { file: 'influxEnv', meaning: 'organisation of the InfluxDB server', required: true },
  INFLUX_URL: { file: 'influxEnv', meaning: 'the server; wins over influxdb.url', required: false },
  INFLUX_BUCKET_RAW: { file: 'influxEnv', meaning: 'readings in; wins over influxdb.bucket_raw', required: false },
  INFLUX_BUCKET_PROCESSED: {
    file: 'influxEnv',
    meaning: 'results out; wins over influxdb.bucket_processed',
    required: false,
  },
  TIBBER_API_TOKEN: { file: 'tibberEnv', meaning: 'token of the Tibber account', required: false },
  WEBHOOK_URL: {
    file: 'notifyEnv',
    meaning: 'where messages are posted; wins over notifications.webhook.url',
    required: false,
  },
  WEBHOOK_TOKEN: { file: 'notifyEnv', meaning: 'bearer token of the webhook', required: false },
  NTFY_TOPIC: {
    file: 'notifyEnv',
    meaning: 'topic on the ntfy server; wins over notifications.ntfy.topic',
    required: false,
  },
  NTFY_TOKEN: { file: 'notifyEnv', meaning: 'access token of the ntfy server', required: false },
  SMTP_USER: { file: 'notifyEnv', meaning: 'user of the mail server', required: false },
  SMTP_PASSWORD: { file: 'notifyEnv', meaning: 'password of the mail server', required: false },
  MQTT_URL: { file: 'mqttEnv', meaning: 'the MQTT broker; wins over mqtt.url', required: false },
  MQTT_USER: { file: 'mqttEnv', meaning: 'user of the MQTT broker', required: false },
  MQTT_PASSWORD: { file: 'mqttEnv', meaning: 'password of the MQTT broker', required: false },
  UI_PASSWORD_HASH: { file: 'uiEnv', meaning: 'hash of the password of the web pages', required: false },
} as const satisfies Record<string, { file: SecretFile; meaning: string; required: boolean }>;

export type SecretName = keyof typeof secretNames;
/** The files of secrets, in the order in which their problems are told. */
export const secretFiles = ['influxEnv', 'tibberEnv', 'notifyEnv', 'mqttEnv', 'uiEnv'] as const;
export type SecretFile = (typeof secretFiles)[number];

export function secretNamesOf(file: SecretFile): SecretName[] {
  return (Object.keys(secretNames) as SecretName[]).filter((name) => secretNames[name].file === file);
}
