// `npm run grafana`: writes the dashboards anew from their code.
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { dashboardFiles } from './code/dashboards.ts';

for (const [name, text] of dashboardFiles()) {
  writeFileSync(fileURLToPath(new URL(`dashboards/${name}`, import.meta.url)), text);
  console.log(`grafana/dashboards/${name}`);
}
