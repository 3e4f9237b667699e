import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, median } from '../measurement.ts';
import type { Bench } from '../registry.ts';
import { runScript } from './framework/child-script.ts';
import { measureFourYears, measureGrowth } from './framework/measure-graph.ts';

const repeats = 5;
const totalDays = 1461;

/** The asset framework alone, on synthetic graphs without a meter: an observed and three computed assets a chain. */
export const framework: Bench = {
  about: 'graphs of up to 18 million partitions: nothing stale, one day edited, all made; beside ninja',
  async measure() {
    const root = mkdtempSync(join(tmpdir(), 'meterworks-framework-'));
    try {
      return [
        ...(await measureFourYears(root, repeats)),
        ...(await measureTotals()),
        ...(await measureCancel(root)),
        ...(await measureGrowth(root, repeats)),
      ];
    } finally {
      rmSync(root, { recursive: true, force: true });
    }
  },
};

async function measureTotals(): Promise<Measurement[]> {
  const runs: { seconds: Record<'lasting' | 'fading', number>; made: Record<'lasting' | 'fading', number> }[] = [];
  for (let run = 0; run < repeats; run++)
    runs.push((await runScript<(typeof runs)[number]>('run-totals', totalDays)).told);
  const name = `running total over ${totalDays.toLocaleString('en-US')} days`;
  const [one] = runs;
  if (one === undefined) throw new Error('no total was run');
  const remade = (what: string, value: number): Measurement => ({
    case: `${name}, second day edited, ${what}`,
    metric: 'made',
    value,
    unit: 'days',
    better: 'lower',
  });
  return [
    {
      case: `${name}, from cold`,
      metric: 'wall time',
      value: median(runs.map(({ seconds }) => seconds.lasting)),
      unit: 's',
      better: 'lower',
      aim: 1,
    },
    remade('which stays in it', one.made.lasting),
    { ...remade('which is halved from day to day', one.made.fading), aim: 20 },
  ];
}

async function measureCancel(root: string): Promise<Measurement[]> {
  const seconds: number[] = [];
  let halfRecorded = 0;
  for (let run = 0; run < repeats; run++) {
    const folder = join(root, `cancel-${run}`);
    mkdirSync(folder);
    const { told } = await runScript<{ seconds: number; halfRecorded: number }>('cancel-backfill', folder);
    seconds.push(told.seconds);
    halfRecorded += told.halfRecorded;
  }
  const name = 'a backfill cancelled amid its work';
  return [
    { case: name, metric: 'until it stands', value: median(seconds), unit: 's', better: 'lower', aim: 1 },
    { case: name, metric: 'half recorded', value: halfRecorded, unit: 'partitions', better: 'lower', aim: 0 },
  ];
}
