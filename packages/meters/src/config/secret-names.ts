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
  UI_PASSWORD_HASH: { file: 'uiEnv', meaning: 'hash of the password of the web pages', required: false },
} as const satisfies Record<string, { file: SecretFile; meaning: string; required: boolean }>;

export type SecretName = keyof typeof secretNames;
export type SecretFile = 'influxEnv' | 'tibberEnv' | 'uiEnv';

export function secretNamesOf(file: SecretFile): SecretName[] {
  return (Object.keys(secretNames) as SecretName[]).filter((name) => secretNames[name].file === file);
}
