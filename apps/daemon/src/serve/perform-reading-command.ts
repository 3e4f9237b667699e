import { openZone } from '@meterworks/assets';
import { sensorKind } from '@meterworks/meters';
import type { PhysicalMeter } from '@meterworks/meters/config';
import type { Json, SeriesStore } from '@meterworks/runtime';
import type { CommandOutcome, CommandPayloads } from '@meterworks/runtime/commands';
import { decisionsOf } from '../composition/load-findings.ts';
import type { OpenHouse } from '../composition/open-house.ts';
import { recordDecisions, wordOn } from '../composition/record-decisions.ts';
import { requirePhysicalMeter } from '../composition/require-meter.ts';

/** Readings that are looked at around one that is typed in: a year of it is compared with the year before. */
const around = { before: 3 * 366 * 86_400_000, after: 366 * 86_400_000 } as const;

/**
 * Judges a reading that was typed in by what is there now, and writes it unless only that was asked. What cannot be is refused; so is
 * what something speaks against, until whoever typed it says that they know. The next run observes it.
 */
export async function performEntryCommand(
  { series, time, value, dryRun = false, confirmed = false }: CommandPayloads['add-sample'],
  { configuration, stores, clock }: OpenHouse,
): Promise<CommandOutcome> {
  const meter = requirePhysicalMeter(configuration, series);
  const { describeEntry, judgeEntry } = await import('@meterworks/meters/entry');
  const facts = {
    meter,
    readings: await readingsAround(stores.series, meter, time),
    decisions: await decisionsOf(stores.series, series),
    now: clock.now(),
  };
  const judgement = judgeEntry(facts, { time, register: value });
  const { faults, doubts } = judgement;
  // NaN has no place in JSON.
  const told = JSON.parse(JSON.stringify(judgement)) as Readonly<Record<string, Json>>;
  if (dryRun) return { kind: 'done', result: { ...told, written: 0 } };
  const against = faults.length > 0 ? faults : confirmed ? [] : doubts;
  if (against.length > 0) {
    const zone = openZone(configuration.timezone);
    const reasons = against.map((one) => describeEntry(one, meter.unit, zone)).join('; ');
    return {
      kind: 'refused',
      message: `The reading of ${value} ${meter.unit} at ${zone.format(time)} was not written to ${series}: ${reasons}.`,
    };
  }
  const { written } = await stores.series.appendSamples(series, 'typed', Float64Array.of(time), Float64Array.of(value));
  return { kind: 'done', result: { ...told, written } };
}

/** Writes the user's word on a reading that is there, or on all of a stretch. */
export async function performDecisionCommand(
  { series, time, value, until, verdict }: CommandPayloads['decide-repair'],
  house: OpenHouse,
): Promise<CommandOutcome> {
  const { configuration, stores } = house;
  const meter = requirePhysicalMeter(configuration, series);
  const { times, values } = await stores.series.readSamples(series, time, (until ?? time) + 1);
  const readings = Array.from(times, (at, i) => ({ time: at, value: values[i] as number })).filter(
    (reading) => until !== undefined || reading.value === value,
  );
  if (readings.length === 0 && verdict !== 'withdraw') {
    const at = openZone(configuration.timezone).format(time);
    return { kind: 'refused', message: `${series} has no reading of ${value} at ${at}; it may have been deleted.` };
  }
  const decided = readings.length > 0 ? readings : [{ time, value }];
  await recordDecisions(stores.series, series, decided, await wordOn(house, meter, { time, value }, verdict));
  return { kind: 'done', result: { written: decided.length } };
}

/** Without what sensors wrote at a meter that is read by intervals: that is no register. */
async function readingsAround(store: SeriesStore, meter: PhysicalMeter, time: number) {
  const found = await store.readSamples(meter.id, time - around.before, time + around.after);
  const sensor = meter.source === 'interval' ? found.kindNames.indexOf(sensorKind) : -1;
  const isTyped = (_: number, i: number): boolean => found.kinds[i] !== sensor;
  return sensor < 0
    ? { times: found.times, registers: found.values }
    : { times: found.times.filter(isTyped), registers: found.values.filter(isTyped) };
}
