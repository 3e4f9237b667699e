import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** One question that a dashboard asks of a server. */
export interface DashboardQuery {
  /** `meter.json: Year over year (A)` */
  readonly name: string;
  readonly kind: string;
  readonly datasource: string;
  readonly text: string;
}

interface Target {
  readonly refId: string;
  readonly datasource: { readonly uid: string };
  readonly query: string;
}

interface Dashboard {
  readonly uid: string;
  readonly panels: readonly { id: number; title: string; type: string; targets: readonly Target[] }[];
  readonly templating: {
    readonly list: readonly { name: string; type: string; datasource?: { uid: string }; query: { query: string } }[];
  };
  readonly annotations: { readonly list?: readonly { name: string; target: Target }[] };
}

const folder = new URL('../dashboards/', import.meta.url);

/** The committed files, by name. */
export function committedDashboards(): Map<string, string> {
  const names = readdirSync(fileURLToPath(folder)).sort();
  return new Map(names.map((name) => [name, readFileSync(new URL(name, folder), 'utf8')]));
}

/** Everything that the committed dashboards ask: panels, variables and annotations. */
export function dashboardQueries(): DashboardQuery[] {
  return [...committedDashboards()].flatMap(([file, text]) => {
    const { panels, templating, annotations } = JSON.parse(text) as Dashboard;
    const ofTarget = (panel: string, kind: string, target: Target): DashboardQuery => ({
      name: `${file}: ${panel.replace(/\$\{(\w+):\w+\}/g, '$1')} (${target.refId})`,
      kind,
      datasource: target.datasource.uid,
      text: target.query,
    });
    return [
      ...panels.flatMap(({ title, type, targets }) => targets.map((target) => ofTarget(title, type, target))),
      ...templating.list.flatMap(({ name, type, datasource, query }) =>
        type === 'query' && datasource !== undefined
          ? [ofTarget(`variable ${name}`, 'variable', { refId: name, datasource, query: query.query })]
          : [],
      ),
      ...(annotations.list ?? []).map(({ name, target }) => ofTarget(`annotation ${name}`, 'annotation', target)),
    ];
  });
}

/** What Grafana knows when it asks. */
export interface Choice {
  readonly buckets: Readonly<Record<string, string>>;
  readonly from: string;
  readonly to: string;
  /** The chosen values by variable; several are one of them each. */
  readonly chosen: Readonly<Record<string, string | readonly string[]>>;
}

/**
 * The text that Grafana sends: variables as its interpolation formats `regex`, `doublequote` and `raw` put them in, then the `v.…` of its Flux
 * back end.
 */
export function asGrafanaSends({ text, datasource }: DashboardQuery, { buckets, from, to, chosen }: Choice): string {
  const formats: Readonly<Record<string, (values: readonly string[]) => string>> = {
    regex: (values) => {
      const escaped = values.map((value) => value.replace(/[\\^$*+?.()|[\]{}/]/g, '\\$&'));
      return escaped.length === 1 ? (escaped[0] ?? '') : `(${escaped.join('|')})`;
    },
    doublequote: (values) => values.map((value) => `"${value.replaceAll('"', '\\"')}"`).join(','),
    raw: (values) => values.join(','),
  };
  const filled = text.replace(/\$\{(\w+):(\w+)\}/g, (whole, name: string, format: string) => {
    const values = chosen[name];
    const put = formats[format];
    if (values === undefined || put === undefined) throw new Error(`nothing is chosen for ${whole}`);
    return put([values].flat());
  });
  return filled
    .replaceAll('v.timeRangeStart', from)
    .replaceAll('v.timeRangeStop', to)
    .replaceAll('v.defaultBucket', JSON.stringify(buckets[datasource]));
}
