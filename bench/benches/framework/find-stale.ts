// A process of its own: opens the databases in a folder, looks at the source and finds what is stale; makes it if told.
// Arguments: folder, chains, days, `find` or `make`. Prints JSON: seconds from open database to answer, and the counts.
import { openSynthetic } from './open-synthetic.ts';

const [folder = '', chains, days, task] = process.argv.slice(2);
const opening = performance.now();
const house = await openSynthetic(folder, { chains: Number(chains), days: Number(days) });
const started = performance.now();
const asked = { actor: 'bench', observe: true };
const counts =
  task === 'make'
    ? await house.engine.materialize({}, { ...asked, kind: 'materialize' })
    : await house.engine.plan({}, asked);
const seconds = (performance.now() - started) / 1000;
await house.close();
console.log(
  JSON.stringify({
    seconds,
    openSeconds: (started - opening) / 1000,
    planned: counts.planned,
    certain: counts.certain,
  }),
);
