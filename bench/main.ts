import { parseArgs } from 'node:util';
import { describeMachine, type Report, toRow } from './measurement.ts';
import { benches } from './registry.ts';
import { formatTable } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});
const [name, word, ...others] = positionals;
const bench = name !== undefined && Object.hasOwn(benches, name) ? await benches[name]?.() : undefined;
const hasParts = word === undefined || bench?.parts?.some((part) => part.includes(word)) === true;

if (name === undefined || bench === undefined || !hasParts || others.length > 0 || values.help) {
  console.error('npm run bench -- NAME [PART] [--json]\n');
  if (name !== undefined && !Object.hasOwn(benches, name)) console.error(`There is no bench "${name}". There are:`);
  for (const [known, loadBench] of Object.entries(benches)) {
    const { about, parts = [] } = await loadBench();
    console.error(`  ${known.padEnd(12)} ${about}`);
    if (known === name) for (const part of parts) console.error(`  ${''.padEnd(12)} - ${part}`);
  }
  process.exitCode = values.help ? 0 : 2;
} else {
  const report: Report = { name, machine: describeMachine(), rows: (await bench.measure(word)).map(toRow) };
  console.log(values.json ? JSON.stringify(report, null, 2) : formatTable(report));
}
