// A process of its own: two running totals over so many days, made from cold; then the second day is edited. One total keeps the
// difference for ever, in the other it dies out. Argument: days. Prints JSON: seconds from cold, and the partitions made after the edit.
import { absent, daily, defineAsset, uint32 } from '@meterworks/assets';
import { openWorkshop, ValueSource } from '@meterworks/runtime/testing';

const days = Number(process.argv[2]);
const partitions = daily({ zone: 'Europe/Berlin', start: '2020-01-01' });
const first = partitions.startOrdinal;
const source = new ValueSource<'day', number>('numbers', partitions);
for (let day = 0; day < days; day++) source.set(partitions.keyOf(first + day), (day * 31) % 997);

const total = (key: string, kept: (carry: number) => number) =>
  defineAsset({
    key,
    partitions,
    value: uint32,
    deps: { number: source.asset },
    codeVersion: '1',
    running: {
      carry: uint32,
      initial: 0,
      step: ({ deps }, before) => {
        const sum = kept(before) + (deps.number === absent ? 0 : deps.number);
        return { value: sum, carry: sum };
      },
    },
  });
const lasting = total('lasting', (carry) => carry);
const fading = total('fading', (carry) => Math.floor(carry / 2));

const seconds: Record<string, number> = {};
const made: Record<string, number> = {};
for (const asset of [lasting, fading]) {
  const now = new Date(partitions.endOf(first + days - 1) + 3_600_000).toISOString();
  source.set(partitions.keyOf(first + 1), 1);
  const workshop = await openWorkshop({ now, sources: [source], assets: [asset] });
  const started = performance.now();
  const cold = await workshop.materialize();
  seconds[asset.key] = (performance.now() - started) / 1000;
  if (cold.made !== days) throw new Error(`${cold.made} of ${days} days were made`);
  source.set(partitions.keyOf(first + 1), 900);
  made[asset.key] = (await workshop.materialize()).made;
  await workshop.close();
}
console.log(JSON.stringify({ seconds, made }));
