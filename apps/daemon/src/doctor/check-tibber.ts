import { join } from 'node:path';
import type { Configuration } from '@meterworks/meters/config';
import { chooseHome, TibberError, type TibberFault, type TibberPorts, tibberClient } from '@meterworks/meters/tibber';
import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, error } = findingsOf('tibber');

const remedies: Readonly<Partial<Record<TibberFault, string>>> = {
  unreachable: 'see whether this machine reaches api.tibber.com',
  limited: 'wait, and let fewer programs use this account',
};

/** Whether Tibber accepts the token, where there is one. */
export async function checkTibber(
  { tibber, directory }: Configuration,
  ports: TibberPorts,
  signal: AbortSignal,
  url?: string,
): Promise<Finding[]> {
  const { token, meterId } = tibber;
  if (token === undefined) return [ok('Tibber', 'is not used: there is no TIBBER_API_TOKEN')];
  const account = {
    token,
    tokenFile: join(directory, '..', 'secrets/tibber.env'),
    userAgent: 'Meterworks',
    ...(url === undefined ? {} : { url }),
  };
  const findings: Finding[] = [];
  try {
    const home = await chooseHome(tibberClient(account, ports), undefined, signal);
    findings.push(ok('Tibber', `accepts the token; the home is ${home}`));
  } catch (failure) {
    if (!(failure instanceof TibberError)) throw failure;
    findings.push(error('Tibber', failure.message, remedies[failure.fault]));
  }
  if (meterId === undefined)
    findings.push(warning('Tibber', 'feeds no meter', 'name one as tibber.meter_id in config.yaml'));
  return findings;
}
