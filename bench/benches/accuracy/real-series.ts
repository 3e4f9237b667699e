import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Readings } from '@meterworks/meters/repair';

const shared = process.env.METERWORKS_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url));

/** The real series by folder; they lie beside the repository, never in it. */
export const realSeries = {
  'nl-home': ['gas', 'pv', 'strom_bezug_T1', 'strom_bezug_T2', 'strom_einspeisung_T1', 'strom_einspeisung_T2'],
  'de-household': [
    'grid_import',
    'grid_export',
    'pv',
    'heat_pump',
    'ev',
    'dishwasher',
    'freezer',
    'refrigerator',
    'washing_machine',
  ],
  defects: ['reset_2020-12-08', 'trailing_zero'],
} as const satisfies Readonly<Record<string, readonly string[]>>;

/** Whether they are there; says so loudly where not, since then only made-up houses are measured. */
export function hasRealSeries(): boolean {
  const there = existsSync(`${shared}/data`);
  if (!there) {
    console.error(`SKIPPED: no real series at ${shared}/data; set METERWORKS_SHARED to the folder that holds data/`);
  }
  return there;
}

/** Path of a file beside the series, such as `nl-home/meters.yaml`. */
export function realFile(name: string): string {
  return `${shared}/data/${name}`;
}

/** The readings of `nl-home/gas` or another series, as they came: UTC ms, cumulative register in the series' own unit. */
export function readRealSeries(name: string): Readings {
  const lines = readFileSync(`${shared}/data/${name}.csv`, 'utf8').trim().split('\n').slice(1);
  const times = new Float64Array(lines.length);
  const registers = new Float64Array(lines.length);
  for (const [i, line] of lines.entries()) {
    const comma = line.indexOf(',');
    times[i] = Date.parse(line.slice(0, comma));
    registers[i] = Number(line.slice(comma + 1));
  }
  return { times, registers };
}
