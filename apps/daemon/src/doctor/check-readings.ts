import { nearestName, openZone } from '@meterworks/assets';
import { parseUnit } from '@meterworks/meters';
import type { Configuration, Meter } from '@meterworks/meters/config';
import { type Finding, findingsOf } from './finding.ts';

/** What is stored under one name in one unit. Times are UTC ms. */
export interface StoredReadings {
  readonly name: string;
  /** Undefined where the store knows no units. */
  readonly measurement: string | undefined;
  readonly count: number;
  readonly oldest: number;
  readonly newest: number;
  /** Undefined where it is no number. */
  readonly oldestValue: number | undefined;
  readonly newestValue: number | undefined;
}

const { ok, warning, error } = findingsOf('readings');
const dayMs = 86_400_000;
/** Silent: nothing for this many times as long as the readings are apart, and for two days at least. */
const silentTimes = 4;
const leastSilentMs = 2 * dayMs;

/**
 * A line a physical meter, then one for every name that has readings like a meter's and is none of the house.
 *
 * @param unitsOf the measurements whose values can be brought into a meter's unit, by meter id
 */
export function checkReadings(
  configuration: Configuration,
  stored: readonly StoredReadings[],
  unitsOf: (meter: Meter) => ReadonlySet<string>,
  now: number,
): Finding[] {
  const { meters, timezone } = configuration;
  const strangers = stored.filter((one) => !meters.has(one.name as Meter['id']) && looksLikeMeter(one));
  const strangerNames = strangers.map(({ name }) => name);
  const date = (instant: number): string => openZone(timezone).format(instant).slice(0, 10);
  const physical = [...meters.values()].filter((meter) => meter.kind === 'physical');
  if (physical.length > 0 && stored.length === 0)
    return [
      warning(
        'readings',
        `none of the ${physical.length} physical meters has any`,
        'import some, or see where they should come from',
      ),
    ];
  const found = physical.map((meter): Finding => {
    const ofMeter = stored.filter(({ name }) => name === meter.id);
    const usable = ofMeter.filter(({ measurement }) => measurement === undefined || unitsOf(meter).has(measurement));
    if (usable.length > 0) return meterFinding(meter, usable, now, date);
    if (ofMeter.length > 0) {
      const units = ofMeter.map(({ measurement }) => `"${measurement}"`).join(', ');
      return error(
        meter.id,
        `has readings only in ${units}, which cannot become ${meter.unit}`,
        'set output_unit in meters.yaml to what the meter counts in',
      );
    }
    const near = nearestName(meter.id, strangerNames);
    return near === undefined
      ? warning(meter.id, 'has no readings', 'import some, type one in, or see whether meter_id is the entity id')
      : error(meter.id, 'has no readings', `did you mean "${near}"? It has some: change meter_id in meters.yaml`);
  });
  return [...found, ...strangers.map((one) => strangerFinding(one, date))];
}

function meterFinding(
  meter: Meter,
  readings: readonly StoredReadings[],
  now: number,
  date: (instant: number) => string,
): Finding {
  const count = readings.reduce((sum, one) => sum + one.count, 0);
  const oldest = Math.min(...readings.map((one) => one.oldest));
  const newest = Math.max(...readings.map((one) => one.newest));
  const what = `${count} readings, ${date(oldest)} to ${date(newest)}`;
  if (newest > now + dayMs)
    return warning(meter.id, `${what}: the newest is in the future`, 'see the clock of what writes them');
  const apart = count > 1 ? (newest - oldest) / (count - 1) : Number.POSITIVE_INFINITY;
  const removed = meter.kind === 'physical' && meter.removed !== undefined && meter.removed.time <= now;
  if (!removed && now - newest > Math.max(leastSilentMs, silentTimes * apart)) {
    const days = Math.floor((now - newest) / dayMs);
    return warning(
      meter.id,
      `${what}: silent for ${days} days`,
      'see whether the sensor still reports, or write deinstallation_date',
    );
  }
  return ok(meter.id, what);
}

/** In a unit of ours, and rising: a counter, not a power or a temperature, and none that starts anew each day. */
function looksLikeMeter({ measurement, count, oldestValue, newestValue }: StoredReadings): boolean {
  if ((measurement !== undefined && parseUnit(measurement) === undefined) || count < 2) return false;
  return oldestValue !== undefined && newestValue !== undefined && newestValue > oldestValue;
}

function strangerFinding(one: StoredReadings, date: (instant: number) => string): Finding {
  const unit = one.measurement === undefined ? undefined : parseUnit(one.measurement);
  return warning(
    one.name,
    `is no meter of the house, and has ${one.count} readings${unit === undefined ? '' : ` in ${unit}`}, ${date(one.oldest)} to ${date(one.newest)}`,
    `to add it, write into meters.yaml: - { meter_id: ${plainOrQuoted(one.name)}, type: physical, output_unit: ${unit ?? '…'} }`,
  );
}

/** As YAML reads it back. */
function plainOrQuoted(text: string): string {
  return /^[\p{L}_][\p{L}\p{N}_-]*$/u.test(text) && !/^(true|false|null|yes|no|on|off)$/i.test(text)
    ? text
    : JSON.stringify(text);
}
