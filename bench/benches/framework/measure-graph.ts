import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { type Measurement, median } from '../../measurement.ts';
import { runScript } from './child-script.ts';
import { readEdits, writeEdits } from './journal-source.ts';
import { measureNinja } from './ninja-graph.ts';
import { fileMegabytes } from './open-synthetic.ts';
import type { GraphSize } from './synthetic-graph.ts';

/** What `find-stale.ts` prints. */
interface Found {
  readonly seconds: number;
  readonly openSeconds: number;
  readonly planned: number;
}

/** 27 assets over four years: nothing to do, one day, and all of it, as whole processes and beside ninja. */
export async function measureFourYears(root: string, repeats: number): Promise<Measurement[]> {
  const size = { chains: 9, days: 1461 };
  const partitions = size.chains * 3 * size.days;
  const ninja = await measureNinja(join(root, 'ninja'), size, repeats);
  const folder = join(root, 'four-years');
  const find = (task: 'find' | 'make') => runScript<Found>('find-stale', folder, size.chains, size.days, task);
  const empty = () => {
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder);
    writeEdits(folder, []);
  };
  const cold = await take(repeats, async () => {
    empty();
    return expectPlanned(await find('make'), (planned) => planned === partitions);
  });
  const nothing = await take(repeats, async () => expectPlanned(await find('find'), (planned) => planned === 0));
  const oneDay = await take(repeats, async (i) => {
    writeEdits(folder, [...readEdits(folder), { chain: i, day: 700 + i, value: 5000 + i }]);
    return expectPlanned(await find('make'), (planned) => planned > 0);
  });
  const name = `27 assets × 1,461 days`;
  const seconds = (costs: readonly { seconds: number }[]) => median(costs.map((cost) => cost.seconds));
  const answer = nothing.map(({ told }) => ({ seconds: told.openSeconds + told.seconds }));
  const baseline = (value: number | undefined) => (value === undefined ? {} : { baseline: value });
  return [
    { ...time(`${name}, nothing stale, from opening to answer`, seconds(answer)), aim: 0.15 },
    {
      ...time(`${name}, nothing stale, whole process (beside ninja)`, seconds(nothing)),
      aim: 0.4,
      ...baseline(ninja?.nothing),
    },
    {
      ...time(`${name}, one day edited, whole process (beside ninja)`, seconds(oneDay)),
      aim: 0.5,
      ...baseline(ninja?.oneDay),
    },
    { ...time(`${name}, from cold, whole process (beside ninja)`, seconds(cold)), aim: 3, ...baseline(ninja?.cold) },
    { ...megabytes(name, 'state on disk', fileMegabytes(folder, 'state.db')), aim: 8 },
    megabytes(name, 'values on disk', fileMegabytes(folder, 'series.db')),
  ];
}

const sizes: readonly (GraphSize & { readonly aims?: true })[] = [
  { chains: 9, days: 1461 },
  { chains: 92, days: 1461 },
  { chains: 183, days: 3650 },
  { chains: 1667, days: 3650, aims: true },
];

/** How finding what one edited day makes stale grows with the graph: in a process that starts, and in one that runs. */
export async function measureGrowth(root: string, repeats: number): Promise<Measurement[]> {
  const rows: Measurement[] = [];
  for (const { aims, ...size } of sizes) {
    const folder = join(root, `growth-${size.chains}`);
    mkdirSync(folder);
    writeEdits(folder, []);
    await runScript('record-fresh', folder, size.chains, size.days);
    const recorded = join(root, `recorded-${size.chains}`);
    cpSync(folder, recorded, { recursive: true });
    const found = await take(repeats, async (i) => {
      cpSync(recorded, folder, { recursive: true, force: true });
      writeEdits(folder, [{ chain: i, day: 700 + i, value: 5000 + i }]);
      return expectPlanned(
        await runScript<Found>('find-stale', folder, size.chains, size.days, 'find'),
        (planned) => planned > 0 && planned < 20,
      );
    });
    cpSync(recorded, folder, { recursive: true, force: true });
    writeEdits(folder, []);
    const followed = await runScript<{ after: number[] }>('follow-changes', folder, size.chains, size.days, repeats);
    const name = `${count(size.chains * 3)} assets × ${count(size.days)} days (${count(size.chains * 3 * size.days)})`;
    const disk = fileMegabytes(folder, 'state.db');
    const peak = median(found.map(({ peakMegabytes }) => peakMegabytes ?? Number.NaN));
    rows.push(
      {
        ...time(`${name}, one day edited, whole process`, median(found.map(({ seconds }) => seconds))),
        ...(aims && { aim: 5 }),
      },
      { ...megabytes(name, 'peak memory', peak), ...(aims && { aim: 1000 }) },
      { ...megabytes(name, 'state on disk', disk), ...(aims && { aim: 500 }) },
      {
        case: `${name}, one day edited, in a running process`,
        metric: 'wall time',
        value: median(followed.told.after) * 1000,
        unit: 'ms',
        better: 'lower',
        aim: 50,
      },
    );
    for (const used of [folder, recorded]) rmSync(used, { recursive: true });
  }
  return rows;
}

async function take<T>(times: number, measure: (i: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let i = 0; i < times; i++) results.push(await measure(i));
  return results;
}

/** A wrong answer has no meaningful cost. */
function expectPlanned<T extends { readonly told: Found }>(cost: T, expected: (planned: number) => boolean): T {
  if (!expected(cost.told.planned)) throw new Error(`${cost.told.planned} partitions were found stale`);
  return cost;
}

function count(value: number): string {
  return value.toLocaleString('en-US');
}

function time(name: string, seconds: number): Measurement {
  return { case: name, metric: 'wall time', value: seconds, unit: 's', better: 'lower' };
}

function megabytes(name: string, metric: string, value: number): Measurement {
  return { case: name, metric, value, unit: 'MB', better: 'lower' };
}
