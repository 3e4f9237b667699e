import { PanelBuilder as BarChartBuilder } from '@grafana/grafana-foundation-sdk/barchart';
import {
  AnnotationEventFieldSource,
  AnnotationQueryBuilder,
  type Dashboard,
} from '@grafana/grafana-foundation-sdk/dashboard';
import { incidents } from './anomalies.ts';
import { fluxQuery, points, results } from './flux-query.ts';
import { bars, figure, full, half, lines, openDashboard, qualityTimeline, table } from './panels.ts';
import { meterVariable, periodVariable, variable } from './variables.ts';

/** A month's point lies at its start, whatever the zone: two weeks later it is that month in UTC as well. */
const yearOverYear = `import "date"
names = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
${points('meter_consumption', { range: 'start: -10y' })}
  |> map(fn: (r) => {
    inside = date.add(d: 14d, to: r._time)
    number = date.month(t: inside)
    return {_value: r._value, number: number, month: names[number - 1], year: string(v: date.year(t: inside))}
  })
  |> group()
  |> pivot(rowKey: ["number", "month"], columnKey: ["year"], valueColumn: "_value")
  |> sort(columns: ["number"])
  |> drop(columns: ["number"])`;

/** Everything about one meter. */
export function oneMeter(): Dashboard {
  const period = variable('period', 'text');
  const amounts = points(variable('period', 'raw'));
  return openDashboard('meterworks-meter', 'one meter', 'Register, consumption and how well they are known.')
    .withVariable(meterVariable(results, 'meter_consumption'))
    .withVariable(periodVariable())
    .annotation(
      new AnnotationQueryBuilder()
        .name('Anomalies')
        .datasource(results)
        .enable(true)
        .iconColor('orange')
        .target(fluxQuery(points('meter_anomaly', { fields: ['message'] }), { refId: 'Anno' }))
        .mappings({ text: { build: () => ({ source: AnnotationEventFieldSource.Field, value: '_value' }) } }),
    )
    .withPanel(figure(`Newest: ${period}`, amounts, 'lastNotNull'))
    .withPanel(figure(`Mean: ${period}`, amounts, 'mean'))
    .withPanel(figure(`Highest: ${period}`, amounts, 'max'))
    .withPanel(
      lines('Register at the end of each day', points('meter_interpolated_daily', { fields: ['value'] }), full),
    )
    .withPanel(bars('Daily consumption', points('meter_consumption_daily')))
    .withPanel(bars('Monthly consumption', points('meter_consumption')))
    .withPanel(
      new BarChartBuilder()
        .title('Year over year')
        .description('The last ten years month by month, whatever time is chosen above.')
        .span(half)
        .height(9)
        .xField('month')
        .decimals(2)
        .withTarget(fluxQuery(yearOverYear)),
    )
    .withPanel(bars('Yearly consumption', points('meter_consumption_yearly', { range: 'start: -10y' })))
    .withPanel(
      lines('Share measured', points('meter_quality', { fields: ['measured_share'] }))
        .unit('percentunit')
        .min(0)
        .max(1),
    )
    .withPanel(qualityTimeline('Quality of each day', points('meter_quality', { fields: ['quality'] })))
    .withPanel(table('Anomalies', incidents))
    .build();
}
