import { absent, daily, dayNumber, defineAsset, failed, float64, monthly, within } from '@meterworks/assets';
import { NumberSource } from '../engine/workshop.ts';
import { type BackfillBench, openBench } from './backfill-bench.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });
const day = (month: number, date: number): number => dayNumber(2024, month, date);

/** Seventy days, doubled, and their monthly sums; `made` lists what was computed. */
export async function openHouse(
  options: { oneByOne?: boolean; failing?: Set<string>; during?: (partition: string) => Promise<void> | void } = {},
) {
  const numbers = new NumberSource('numbers', days);
  for (let ordinal = day(1, 1); ordinal <= day(3, 10); ordinal++) numbers.values.set(ordinal, 1);
  const made: string[] = [];
  const doubled = defineAsset({
    key: 'doubled',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    ...(options.oneByOne === true ? { backfillPolicy: 'one-by-one' as const } : {}),
    codeVersion: '1',
    each: async ({ deps, partition }) => {
      await options.during?.(partition);
      if (options.failing?.has(partition)) return failed('out of order');
      made.push(partition);
      return deps.number === absent ? absent : deps.number * 2;
    },
  });
  const sum = defineAsset({
    key: 'sum',
    partitions: months,
    value: float64,
    deps: { day: within(doubled) },
    codeVersion: '1',
    each: ({ deps, partition }) => {
      made.push(partition);
      return [...deps.day.values].reduce((total, value) => total + value, 0);
    },
  });
  const assets = [numbers.asset, doubled, sum].map((one) => one.definition);
  const bench = await openBench('2024-03-11T12:00:00Z', { assets, sources: [numbers] });
  return { bench, made, numbers };
}

/** Runs chunk after chunk until none is left; how many there were. */
export async function finish(bench: BackfillBench): Promise<number> {
  let chunks = 0;
  while ((await bench.run()) !== undefined) chunks++;
  return chunks;
}

/** Of each made asset, how many partitions are fresh. */
export const freshOf = async (bench: BackfillBench) =>
  (await bench.engine.status()).filter(({ asset }) => asset !== 'numbers').map(({ counts }) => counts.fresh);
