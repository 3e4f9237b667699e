import type { Configuration, InfluxSettings } from '@meterworks/meters/config';
import { systemClock } from '@meterworks/runtime';
import type { CommandContext, CommandResult } from '../command-context.ts';
import { readConfiguration } from '../composition/read-configuration.ts';
import { checkConfiguration, checkZone } from '../doctor/check-configuration.ts';
import { checkFiles } from '../doctor/check-files.ts';
import { checkTibber } from '../doctor/check-tibber.ts';
import type { Finding } from '../doctor/finding.ts';
import { tibberOverFetch } from '../doctor/tibber-over-fetch.ts';
import { exitCodes } from '../exit-code.ts';
import { openHouseClock } from '../house-clock.ts';
import { doctorJson, doctorLines } from '../output/doctor-report.ts';

export interface DoctorOptions {
  readonly createBuckets?: boolean;
  readonly json?: boolean;
}

/** For how long one try at Tibber may take. */
const tibberTimeoutMs = 5_000;

/** Looks at everything the house needs, and says of each whether it is all right and what to do if not. */
export async function doctor(context: CommandContext, options: DoctorOptions): CommandResult {
  const findings = await examine(context, options);
  const { terminal } = context;
  if (options.json === true) terminal.print(JSON.stringify(doctorJson(findings), null, 2));
  else terminal.print(doctorLines(findings).join('\n'));
  return codeOf(findings);
}

/** What there is to say about each thing, in the order a house is set up. */
export async function examine(context: CommandContext, options: DoctorOptions): Promise<Finding[]> {
  const clock = openHouseClock(context.environment);
  const { configuration, problems } = await readConfiguration(context);
  const findings = checkConfiguration(context.config, configuration, problems);
  if (configuration === undefined) return findings;
  const now = clock.now();
  findings.push(...checkZone(configuration, now, context.environment), ...(await checkFiles(configuration)));
  const { storage } = configuration;
  // Loaded where it is configured, as everywhere.
  if (storage.kind === 'influxdb')
    findings.push(...(await examineServer(context, configuration, storage, now, options.createBuckets === true)));
  else {
    const { checkEmbeddedReadings } = await import('../doctor/check-embedded-readings.ts');
    findings.push(...(await checkEmbeddedReadings(configuration, now)));
  }
  findings.push(...(await checkTibber(configuration, tibberOverFetch(tibberTimeoutMs), context.signal)));
  return findings;
}

async function examineServer(
  { signal }: CommandContext,
  configuration: Configuration,
  settings: InfluxSettings,
  now: number,
  create: boolean,
): Promise<Finding[]> {
  const { openInflux } = await import('@meterworks/runtime/influxdb');
  const { checkBuckets, checkServer } = await import('../doctor/check-server.ts');
  const { checkServerReadings } = await import('../doctor/check-server-readings.ts');
  const influx = openInflux({ ...settings, token: settings.token.reveal(), retryAttempts: 0, signal });
  try {
    const reached = await checkServer(influx, systemClock);
    if (reached.some(({ level }) => level === 'error')) return reached;
    const buckets = await checkBuckets(influx, configuration, settings, { create });
    const readable = !buckets.some(({ level, subject }) => level === 'error' && subject === settings.bucketRaw);
    const readings = readable ? await checkServerReadings(influx, configuration, settings, now) : [];
    return [...reached, ...buckets, ...readings];
  } finally {
    influx.close();
  }
}

/** What is worst decides: files that cannot be used, then a storage that cannot be used, then anything else. */
function codeOf(findings: readonly Finding[]): number {
  const wrong = findings.filter(({ level }) => level === 'error').map(({ area }) => area);
  if (wrong.includes('configuration')) return exitCodes.configuration.code;
  if (wrong.some((area) => area === 'state' || area === 'server' || area === 'buckets')) return exitCodes.storage.code;
  return wrong.length > 0 ? exitCodes.runFailed.code : exitCodes.done.code;
}
