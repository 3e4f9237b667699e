import { GraphDrawStyle, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { points, results } from './flux-query.ts';
import { full, half, lines, openDashboard, table } from './panels.ts';
import { metersVariable } from './variables.ts';

/** One row an incident, newest first. */
export const incidents = `${points('meter_anomaly', { fields: [] })}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group()
  |> keep(columns: ["_time", "meter_id", "unit", "type", "severity", "message", "consumption", "expected", "score"])
  |> sort(columns: ["_time"], desc: true)`;

function countedBy(tag: string): string {
  return `${points('meter_anomaly', { fields: ['id'] })}
  |> group(columns: ["${tag}"])
  |> count()
  |> group()
  |> rename(columns: {_value: "anomalies"})
  |> sort(columns: ["anomalies"], desc: true)`;
}

/** What was unusual, and how much. */
export function anomalies(): Dashboard {
  return openDashboard('meterworks-anomalies', 'anomalies', 'What was unusual: one point an incident, at its end.')
    .withVariable(metersVariable(results, 'meter_consumption'))
    .withPanel(
      lines('Score: how far outside of what was expected', points('meter_anomaly', { fields: ['score'] }), full)
        .drawStyle(GraphDrawStyle.Points)
        .showPoints(VisibilityMode.Always)
        .pointSize(8)
        .displayName(['meter_id', 'type', 'severity'].map((tag) => `\${__field.labels.${tag}}`).join(' ')),
    )
    .withPanel(table('By type', countedBy('type'), half))
    .withPanel(table('By meter', countedBy('meter_id'), half))
    .withPanel(table('Incidents', incidents).height(14))
    .build();
}
