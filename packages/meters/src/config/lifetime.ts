import { formatDay, type Zone } from '@meterworks/assets';
import { openEndDay } from './civil-text.ts';
import type { LifeEnd } from './meter.ts';
import type { Path, Problem } from './problem.ts';
import { type Moment, moment } from './schema/scalars.ts';
import { valueAt } from './schema/schema-at.ts';
import type { YamlSource } from './yaml-source.ts';

export interface Lifetime {
  readonly installed?: LifeEnd;
  readonly removed?: LifeEnd;
}

/** When a physical meter's entry says it came and went; dates that cannot be read are left to the schema to report. */
export function readLifetime(source: YamlSource, path: Path, zone: Zone): { lifetime: Lifetime; problems: Problem[] } {
  const problems: Problem[] = [];
  const read = (key: string, end: 'first' | 'last'): LifeEnd | undefined => {
    const at = [...path, key];
    const value = valueAt(source.value, at);
    const parsed = moment.safeParse(value);
    if (!parsed.success) return undefined;
    // As in periods, the last day of the calendar means that there is no end.
    if (end === 'last' && parsed.data.kind === 'day' && parsed.data.day >= openEndDay) return undefined;
    const time = instantOf(parsed.data, end, zone);
    if (typeof time === 'string') {
      problems.push(source.problemAt(at, { value, message: time, would: 'add the offset, as in +01:00' }));
      return undefined;
    }
    // A meter removed at midnight has nothing of the day that begins then.
    return { day: parsed.data.kind === 'day' ? parsed.data.day : zone.dayOf(end === 'first' ? time : time - 1), time };
  };
  const installed = read('installation_date', 'first');
  const removed = read('deinstallation_date', 'last');
  if (installed !== undefined && removed !== undefined && removed.time <= installed.time) {
    const at = [...path, 'deinstallation_date'];
    const message = `which is not after installation_date ${formatDay(installed.day)}`;
    problems.push(
      source.problemAt(at, { value: valueAt(source.value, at), message, would: 'write the later date here' }),
    );
  }
  return { lifetime: { ...(installed && { installed }), ...(removed && { removed }) }, problems };
}

/** UTC ms, or why there is no one instant. */
export function instantOf(value: Moment, end: 'first' | 'last', zone: Zone): number | string {
  if (value.kind === 'instant') return value.time;
  if (value.kind === 'day') return zone.dayStart(end === 'first' ? value.day : value.day + 1);
  const instants = zone.localToInstants(1970, 1, 1, 0, 0, 0, value.wallTime);
  const [first] = instants;
  if (first === undefined) return `which ${zone.name} skips when the clocks go forward`;
  return instants.length === 1 ? first : `which ${zone.name} has twice when the clocks go back`;
}
