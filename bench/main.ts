import { parseArgs } from 'node:util';
import { describeMachine, type Report, toRow } from './measurement.ts';
import { benches } from './registry.ts';
import { formatTable } from './table.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false }, help: { type: 'boolean', short: 'h', default: false } },
});
const [name, ...others] = positionals;
const load = name === undefined || others.length > 0 || !Object.hasOwn(benches, name) ? undefined : benches[name];

if (name === undefined || load === undefined || values.help) {
  console.error('npm run bench -- NAME [--json]\n');
  if (name !== undefined && !Object.hasOwn(benches, name)) console.error(`There is no bench "${name}". There are:`);
  for (const [known, loadBench] of Object.entries(benches)) {
    console.error(`  ${known.padEnd(12)} ${(await loadBench()).about}`);
  }
  process.exitCode = values.help ? 0 : 2;
} else {
  const { measure } = await load();
  const report: Report = { name, machine: describeMachine(), rows: (await measure()).map(toRow) };
  console.log(values.json ? JSON.stringify(report, null, 2) : formatTable(report));
}
