import { readFileSync } from 'node:fs';
import { is_valid_flux as isValid } from '@influxdata/flux-lsp-node';
import { expect, it } from 'vitest';
import { dashboardFiles } from '../code/dashboards.ts';
import { asGrafanaSends, committedDashboards, dashboardQueries } from './grafana-query.ts';

it('commits exactly the dashboards that their code makes', () => {
  expect(committedDashboards()).toEqual(dashboardFiles());
});

it('asks in Flux that parser and type checker accept, whatever meters are called', () => {
  const meters = ['zähler', 'a.b-c (d) [e]', '🔌 $', 'x|y^', 'a, b'];
  for (const query of dashboardQueries())
    for (const meter of [...meters, meters]) {
      const text = asGrafanaSends(query, {
        buckets: { meterworks: 'results', 'meterworks-readings': 'readings' },
        from: '2024-01-01T00:00:00Z',
        to: '2024-12-31T00:00:00Z',
        chosen: { meter, period: 'meter_consumption', every: '1mo', zone: 'Europe/Berlin' },
      });
      expect([query.name, text, isValid(text)]).toEqual([query.name, text, true]);
    }
});

it('asks only data sources that are provisioned, and names none twice', () => {
  const text = readFileSync(new URL('../provisioning/datasources/influxdb.yaml', import.meta.url), 'utf8');
  const provisioned = [...text.matchAll(/^ {4}uid: (.+)$/gm)].map(([, uid]) => uid);
  expect(new Set(dashboardQueries().map(({ datasource }) => datasource))).toEqual(new Set(provisioned));
  const names = dashboardQueries().map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});
