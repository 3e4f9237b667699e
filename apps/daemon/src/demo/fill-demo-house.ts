import { inputNumberKind } from '@meterworks/meters';
import type { Configuration } from '@meterworks/meters/config';
import { defaultHouseSpan, type SimulatedSeries, simulateHouse } from '@meterworks/meters/simulation';
import type { SeriesStore } from '@meterworks/runtime';
import type { Terminal } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { openProgress } from '../output/progress.ts';

/** Everybody sees the same house. */
const seed = 1;

/** The configured house is not the demo's, or has readings of its own. */
export class ForeignHouseFailure extends UsageFailure {}

/**
 * Simulates the demo house's readings up to `to` (UTC ms) and adds those of the meters that the configuration has. Adding them
 * again changes nothing, and goes on where an earlier time was cut short. @throws ForeignHouseFailure before anything is written
 */
export async function fillDemoHouse(parts: {
  readonly configuration: Configuration;
  readonly series: SeriesStore;
  readonly to: number;
  readonly terminal: Terminal;
}): Promise<{ readonly written: number; readonly meters: number }> {
  const { configuration, series, to, terminal } = parts;
  const { timezone, meters, directory } = configuration;
  const { from } = defaultHouseSpan(timezone);
  if (to <= from)
    throw new UsageFailure(`The demo house begins at ${new Date(from).toISOString()}; name a later time.`);
  const gasFactor = configuration.gasFactors.at(0)?.factor;
  const house = simulateHouse({ from, to, seed, zone: timezone, ...(gasFactor === undefined ? {} : { gasFactor }) });
  const units = new Map<string, string>();
  for (const { id, kind, unit } of meters.values()) if (kind === 'physical') units.set(id, unit);
  const known = house.series.filter(({ meterId, unit }) => units.get(meterId) === unit).map(storable);
  if (known.length === 0) {
    throw new ForeignHouseFailure(`The meters of ${directory} are not those of the demo house; nothing is simulated.`);
  }
  for (const one of known) await refuseForeignReadings(series, one);
  const progress = openProgress(terminal, 'Adding readings', () => performance.now());
  let written = 0;
  for (const [index, { meterId, kind, times, values }] of known.entries()) {
    // What was typed in lies in Home Assistant as an input_number, and is written again when that restarts.
    const writer = kind === 'typed' ? inputNumberKind : kind;
    written += (await series.appendSamples(meterId, writer, times, values)).written;
    progress.update(index + 1, known.length, meterId);
  }
  progress.finish();
  return { written, meters: known.length };
}

/** The simulated sensors say "not a number" at times; as with an import, that never reaches the store. */
function storable(series: SimulatedSeries): SimulatedSeries {
  const kept = [...series.values.keys()].filter((i) => Number.isFinite(series.values[i]));
  if (kept.length === series.values.length) return series;
  return {
    ...series,
    times: Float64Array.from(kept, (i) => series.times[i] as number),
    values: Float64Array.from(kept, (i) => series.values[i] as number),
  };
}

/** Simulated readings beside real ones could not be told apart any more. */
async function refuseForeignReadings(series: SeriesStore, { meterId, times, values }: SimulatedSeries): Promise<void> {
  const present = await series.readSamples(meterId);
  if (present.times.length === 0) return;
  const simulated = new Set(Array.from(times, (time, i) => `${time} ${values[i]}`));
  const last = times.reduce((latest, time) => Math.max(latest, time), Number.NEGATIVE_INFINITY);
  const isForeign = present.times.some((time, i) => time <= last && !simulated.has(`${time} ${present.values[i]}`));
  if (isForeign) {
    throw new ForeignHouseFailure(`${meterId} has readings that are not the demo's; nothing is simulated beside them.`);
  }
}
