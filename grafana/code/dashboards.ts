import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { anomalies } from './anomalies.ts';
import { costs } from './costs.ts';
import { oneMeter } from './one-meter.ts';
import { overview } from './overview.ts';

const dashboards: Readonly<Record<string, () => Dashboard>> = {
  'overview.json': overview,
  'meter.json': oneMeter,
  'anomalies.json': anomalies,
  'costs.json': costs,
};

/** The text of each file in `grafana/dashboards/`, by name. Panels are numbered in order, so that links to them last. */
export function dashboardFiles(): Map<string, string> {
  return new Map(
    Object.entries(dashboards).map(([name, build]) => {
      const built = build();
      for (const [at, panel] of (built.panels ?? []).entries()) panel.id = at + 1;
      return [name, `${JSON.stringify(built, undefined, 2)}\n`];
    }),
  );
}
