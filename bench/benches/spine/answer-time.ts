// A process of its own: opens the databases of the configuration in the working directory, asks what there is to do, and prints
// how many seconds lie between. Loading the code and reading the configuration come before and are not in it.
import { readFile } from 'node:fs/promises';
import { buildGraph } from '@meterworks/assets';
import { meterHouse } from '@meterworks/meters';
import { loadConfiguration } from '@meterworks/meters/config';
import {
  Engine,
  openEmbeddedSeriesStore,
  openStateDatabase,
  silentLogger,
  stateStoreIn,
  unfenced,
} from '@meterworks/runtime';

const readText = (path: string) => readFile(path, 'utf8').catch(() => undefined);
const { configuration } = await loadConfiguration('config', readText);
if (configuration === undefined)
  throw new Error('the configuration in config/ has problems; meterworks validate names them');
const now = Date.parse(process.env.METERWORKS_NOW ?? '');
const started = performance.now();
const connection = await openStateDatabase(configuration.state.database.resolved);
const series = await openEmbeddedSeriesStore({ path: configuration.state.series.resolved });
const engine = new Engine({
  graph: buildGraph(meterHouse(configuration, series)),
  state: stateStoreIn(connection),
  series,
  clock: { now: () => now },
  logger: silentLogger,
  fence: unfenced,
});
const { planned } = await engine.plan({}, { actor: 'bench', observe: true });
const seconds = (performance.now() - started) / 1000;
await series.close();
connection.close();
if (planned > 0) throw new Error(`${planned} partitions are left to make`);
console.log(seconds);
