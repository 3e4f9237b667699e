// A process of its own: a backfill over days that take a while each is cancelled as another process would, by what the database says.
// Argument: folder. Prints JSON: seconds until it stood still, how many days it had made by then, and how many are half recorded.
import { absent, buildGraph, daily, defineAsset, float64 } from '@meterworks/assets';
import {
  Engine,
  openEmbeddedSeriesStore,
  openStateDatabase,
  silentLogger,
  stateStoreIn,
  systemClock,
  unfenced,
} from '@meterworks/runtime';
import { controlBackfill, fileBackfill, runNextChunk } from '@meterworks/runtime/backfill';
import { ValueSource } from '@meterworks/runtime/testing';

const [folder = ''] = process.argv.slice(2);
const days = 1461;
const busyMs = 5;
const partitions = daily({ zone: 'Europe/Berlin', start: '2020-01-01' });
const source = new ValueSource<'day', number>('numbers', partitions);
for (let day = 0; day < days; day++) source.set(partitions.keyOf(partitions.startOrdinal + day), day);
let computed = 0;
const slow = defineAsset({
  key: 'slow',
  partitions,
  value: float64,
  deps: { number: source.asset },
  codeVersion: '1',
  each: ({ deps }) => {
    for (const until = performance.now() + busyMs; performance.now() < until; );
    computed++;
    if (computed === 150) cancelled = cancel();
    return deps.number === absent ? absent : deps.number;
  },
});
const fast = defineAsset({
  key: 'fast',
  partitions,
  value: float64,
  deps: { slow },
  codeVersion: '1',
  each: ({ deps }) => deps.slow,
});

const connection = await openStateDatabase(`${folder}/state.db`);
const series = await openEmbeddedSeriesStore({ path: `${folder}/series.db` });
const clock = { now: () => partitions.endOf(partitions.startOrdinal + days - 1) + 3_600_000 };
const state = stateStoreIn(connection);
const graph = buildGraph({ assets: [source.asset, slow, fast].map(({ definition }) => definition), sources: [source] });
const engine = new Engine({ graph, state, series, clock, logger: silentLogger, fence: unfenced });
const place = { engine, connection, fence: unfenced, clock } as const;
let cancelled: Promise<number> | undefined;
async function cancel(): Promise<number> {
  await controlBackfill(connection, 1, 'cancel', clock);
  return performance.now();
}

await fileBackfill(place, { actor: 'bench', selection: '', chunk: 100 });
const run = () => runNextChunk(place, { timers: systemClock, signal: new AbortController().signal });
while ((await run()) !== undefined);
const stopped = performance.now();
const seconds = (stopped - (await (cancelled ?? Promise.reject(new Error('it was over before'))))) / 1000;
let made = 0;
let halfRecorded = 0;
for (const { key, layout } of [slow, fast].map((asset) => ({ key: asset.key, layout: graph.layout(asset.key) }))) {
  const columns = (await state.readStates([{ key, layout }])).get(key);
  const stored = new Map((await engine.values(key)).map(({ ordinal, value }) => [ordinal, value]));
  for (let day = 0; day < days; day++) {
    const ordinal = partitions.startOrdinal + day;
    if (columns?.isMade(ordinal) !== true) continue;
    made++;
    if (stored.get(ordinal) !== day) halfRecorded++;
  }
}
await series.close();
connection.close();
console.log(JSON.stringify({ seconds, made, computed, halfRecorded }));
