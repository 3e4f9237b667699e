import { openZone } from '@meterworks/assets';
import type { Configuration, Problem } from '@meterworks/meters/config';
import { clockVariable } from '../house-clock.ts';
import { type Finding, findingsOf } from './finding.ts';

const { ok, warning, error } = findingsOf('configuration');

/** What `validate` says, and a line for the files as a whole. */
export function checkConfiguration(
  directory: string,
  configuration: Configuration | undefined,
  problems: readonly Problem[],
): Finding[] {
  const findings = problems
    .filter(({ severity }) => severity !== 'notice')
    .map(({ severity, file, line, column, path, message, would }) => {
      const say = severity === 'error' ? error : warning;
      return say(`${file}:${line}:${column}`, path === '' ? message : `${path} ${message}`, would);
    });
  if (configuration === undefined) return findings;
  const { meters, storage } = configuration;
  return [...findings, ok(directory, `${meters.size} meters, storage ${storage.kind}`)];
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** The zone of local days, what time it is in it, and when its clocks change next. */
export function checkZone(
  { timezone }: Configuration,
  now: number,
  environment: Readonly<Record<string, string | undefined>>,
): Finding[] {
  const say = findingsOf('clock');
  const zone = openZone(timezone);
  const offset = (instant: number): string => zone.format(instant).slice(-6);
  let change: number | undefined;
  // A day has 24 hours unless the clocks change in it.
  for (let day = zone.dayOf(now); change === undefined && day < zone.dayOf(now) + 370; day++) {
    if (zone.dayStart(day + 1) - zone.dayStart(day) !== dayMs) change = zone.dayStart(day);
  }
  const next =
    change === undefined
      ? 'its clocks do not change within a year'
      : `its clocks change on ${zone.format(change).slice(0, 10)}, to ${offset(change + 2 * dayMs)}`;
  const local = zone.format(Math.floor(now / 1000) * 1000);
  const findings = [say.ok(timezone, `now ${local}; ${next}`)];
  const set = environment[clockVariable];
  if (set !== undefined && set !== '')
    findings.push(
      say.warning(clockVariable, `sets the clock to ${set}`, 'unset it, unless this is a test or a demonstration'),
    );
  return findings;
}
