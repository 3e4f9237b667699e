import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Point } from './readings-fixture.ts';

const shared = process.env.METERWORKS_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const data = `${shared}/data`;

/** Whether the real series are there; tests that need them are skipped otherwise. */
export const realData = existsSync(data);
if (!realData) console.warn(`SKIPPED: no real series at ${data}; set METERWORKS_SHARED to the folder that holds them`);

/** The readings of a series such as `nl-home/gas`. */
export function pointsOf(name: string): Point[] {
  const lines = readFileSync(`${data}/${name}.csv`, 'utf8').trim().split('\n').slice(1);
  return lines.map((line) => {
    const [time = '', value = ''] = line.split(',');
    return [Date.parse(time), Number(value)];
  });
}
