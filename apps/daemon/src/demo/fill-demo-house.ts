import type { Configuration } from '@meterworks/meters/config';
import { defaultHouseSpan, type SimulatedSeries, simulateHouse } from '@meterworks/meters/simulation';
import type { SeriesStore } from '@meterworks/runtime';
import type { Terminal } from '../command-context.ts';
import { UsageFailure } from '../command-failure.ts';
import { openProgress } from '../output/progress.ts';

/** Everybody sees the same house. */
const seed = 1;

/**
 * Simulates the demo house's readings up to `to` (UTC ms) and adds those of the meters that the configuration has. Adding them
 * again changes nothing. @throws UsageFailure if the configuration is of another house, or its readings are
 */
export async function fillDemoHouse(parts: {
  readonly configuration: Configuration;
  readonly series: SeriesStore;
  readonly to: number;
  readonly terminal: Terminal;
}): Promise<{ readonly written: number; readonly meters: number }> {
  const { configuration, series, to, terminal } = parts;
  const { timezone, meters } = configuration;
  const { from } = defaultHouseSpan(timezone);
  if (to <= from)
    throw new UsageFailure(`The demo house begins at ${new Date(from).toISOString()}; give a later --until.`);
  const gasFactor = configuration.gasFactors.at(0)?.factor;
  const house = simulateHouse({ from, to, seed, zone: timezone, ...(gasFactor === undefined ? {} : { gasFactor }) });
  const units = new Map(
    [...meters.values()].map(({ id, kind, unit }) => [id as string, kind === 'physical' ? unit : undefined]),
  );
  const known = house.series.filter(({ meterId, unit }) => units.get(meterId) === unit);
  if (known.length === 0) {
    throw new UsageFailure(
      `The meters of ${configuration.directory} are not those of the demo house; use the configuration that comes with Meterworks.`,
    );
  }
  for (const one of known) await refuseForeignReadings(series, one);
  const progress = openProgress(terminal, 'Adding readings', () => performance.now());
  let written = 0;
  for (const [index, { meterId, kind, times, values }] of known.entries()) {
    written += (await series.appendSamples(meterId, kind, times, values)).written;
    progress.update(index + 1, known.length, meterId);
  }
  progress.finish();
  return { written, meters: known.length };
}

/** Simulated readings beside real ones could not be told apart any more. */
async function refuseForeignReadings(series: SeriesStore, { meterId, times, values }: SimulatedSeries): Promise<void> {
  const simulated = new Set(times.keys().map((i) => `${times[i]} ${values[i]}`));
  const present = await series.readSamples(meterId);
  const last = times.at(-1) ?? Number.NEGATIVE_INFINITY;
  const foreign = present.times.findIndex((time, i) => time <= last && !simulated.has(`${time} ${present.values[i]}`));
  if (foreign >= 0)
    throw new UsageFailure(
      `${meterId} has readings that are not the demo's; the demo would spoil them. Use another state folder.`,
    );
}
