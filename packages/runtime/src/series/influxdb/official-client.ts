import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);

/**
 * What is used of the vendor's client, in its CommonJS form: whoever *imports* `node:http` has Node load all of its web APIs as well,
 * 13 MB that nobody asks for; whoever requires it has not. Types are imported from the packages themselves.
 */
export const {
  canRetryHttpCall,
  escape: escaped,
  flux,
  fluxExpression,
  HttpError,
  InfluxDB,
  linesToTables,
} = require('@influxdata/influxdb-client') as typeof import('@influxdata/influxdb-client');

export const { BucketsAPI, DeleteAPI, HealthAPI, OrgsAPI } =
  require('@influxdata/influxdb-client-apis') as typeof import('@influxdata/influxdb-client-apis');

/** Node's own clients of HTTP, by the same way. */
export const { Agent: HttpAgent } = process.getBuiltinModule('node:http');
export const { Agent: HttpsAgent } = process.getBuiltinModule('node:https');
