// `npm run test:full`: the tests of chance in their full sizes, with the figures that they print. Plain JavaScript that Node 20 reads.
import { fileURLToPath } from 'node:url';
import { run } from './commands.js';

const root = fileURLToPath(new URL('..', import.meta.url));
process.env.METERWORKS_FULL = '1';
process.env.LAW_RUNS ??= '400';
const words = process.argv.slice(2);
process.exitCode = await run(root, [
  'vitest',
  'run',
  ...(words.length > 0 ? words : ['chaos', 'faults.influx', 'fuzz', 'mutations', 'laws', 'year-of-ticks']),
]);
