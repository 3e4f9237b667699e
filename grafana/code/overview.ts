import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { incidents } from './anomalies.ts';
import { fluxQuery, points, results } from './flux-query.ts';
import { bars, full, lines, openDashboard, qualityTimeline, table } from './panels.ts';
import { metersVariable, periodVariable, variable } from './variables.ts';

/** The newest point of each meter, as one more column of a table. A year's point lies at its start. */
function newest(column: string, measurement: string, kept: readonly string[] = [], field = 'consumption'): string {
  const columns = ['meter_id', ...kept, '_value'].map((name) => `"${name}"`).join(', ');
  return `${points(measurement, { fields: [field], range: 'start: -2y' })}
  |> last()
  |> group()
  |> keep(columns: [${columns}])
  |> rename(columns: {_value: "${column}"})`;
}

/** All meters at once. */
export function overview(): Dashboard {
  const latest = table('Now', newest('newest day', 'meter_consumption_daily', ['unit']))
    .description(
      'What was used on the newest day and in its month and year so far, and the register at its end. A calculated meter has no register.',
    )
    .withTarget(fluxQuery(newest('its month', 'meter_consumption'), { refId: 'B' }))
    .withTarget(fluxQuery(newest('its year', 'meter_consumption_yearly'), { refId: 'C' }))
    .withTarget(fluxQuery(newest('register', 'meter_interpolated_daily', [], 'value'), { refId: 'D' }))
    .withTransformation({ id: 'joinByField', options: { byField: 'meter_id', mode: 'outer' } });
  return openDashboard('meterworks-overview', 'overview', 'All meters: how much, how well known, what is unusual.')
    .withVariable(metersVariable(results, 'meter_consumption'))
    .withVariable(periodVariable())
    .withPanel(latest)
    .withPanel(bars(`Consumption by ${variable('period', 'text')}`, points(variable('period', 'raw')), full))
    .withPanel(
      lines(
        'Share measured, by month',
        `${points('meter_quality', { fields: ['measured_share'] })}
  |> aggregateWindow(every: 1mo, fn: mean, createEmpty: false, timeSrc: "_start")`,
      )
        .unit('percentunit')
        .min(0)
        .max(1),
    )
    .withPanel(qualityTimeline('Quality of each day', points('meter_quality', { fields: ['quality'] })))
    .withPanel(table('Anomalies', incidents))
    .build();
}
