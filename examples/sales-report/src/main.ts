// Makes the report of the CSV files in a folder and prints it: node src/main.ts [--data DIR] [--state DIR]
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { openSales } from './open-sales.ts';
import { reportText } from './report-text.ts';

const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const { values } = parseArgs({
  options: { data: { type: 'string', default: here('data') }, state: { type: 'string', default: here('state') } },
});

const sales = await openSales(values);
try {
  const run = await sales.engine.materialize({}, { actor: 'example', kind: 'materialize' });
  for (const step of run.steps.filter(({ made }) => made > 0)) console.error(`made ${step.asset} ${step.spans}`);
  for (const { asset, partition, message } of run.errors) console.error(`failed ${asset} ${partition}: ${message}`);
  for (const { asset, partition, severity, message } of run.findings)
    console.error(`${severity} ${asset} ${partition}: ${message}`);
  if (run.planned === 0) console.error('nothing to do');
  const { engine, months, articles } = sales;
  console.log(reportText(await engine.values(months.key), await engine.values(articles.key)));
  process.exitCode = run.failed > 0 ? 1 : 0;
} finally {
  await sales.close();
}
