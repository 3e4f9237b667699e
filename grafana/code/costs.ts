import { PanelBuilder as BarChartBuilder } from '@grafana/grafana-foundation-sdk/barchart';
import type { Dashboard } from '@grafana/grafana-foundation-sdk/dashboard';
import { fluxQuery, points, readings } from './flux-query.ts';
import { bars, full, half, lines, openDashboard } from './panels.ts';
import { everyVariable, meterVariable, variable, zoneVariable } from './variables.ts';

const inZone = `import "timezone"
option location = timezone.location(name: ${variable('zone', 'doublequote')})
`;

/** Hours of the raw bucket added up to days, months or years of the zone. */
function added(field: string): string {
  return `${points('energy_interval', { fields: [field] })}
  |> group(columns: ["meter_id"])
  |> aggregateWindow(every: ${variable('every', 'raw')}, fn: sum, createEmpty: false, timeSrc: "_start")`;
}

/** Where an hour lacks its cost it is left out of both sums. */
const paidPerKwh = `${inZone}${points('energy_interval', { fields: ['consumption', 'cost'] })}
  |> pivot(rowKey: ["_time"], columnKey: ["_field"], valueColumn: "_value")
  |> group(columns: ["meter_id"])
  |> filter(fn: (r) => exists r.cost and exists r.consumption)
  |> window(every: ${variable('every', 'raw')})
  |> reduce(
    identity: {cost: 0.0, energy: 0.0},
    fn: (r, accumulator) => ({cost: accumulator.cost + r.cost, energy: accumulator.energy + r.consumption}),
  )
  |> filter(fn: (r) => r.energy > 0.0)
  |> map(fn: (r) => ({_time: r._start, meter_id: r.meter_id, _value: r.cost / r.energy}))
  |> group(columns: ["meter_id"])`;

const everywhere = 'exists r.home';

const priceByHour = `import "date"
${inZone}${points('energy_price', { fields: ['total'], where: everywhere })}
  |> map(fn: (r) => ({home: r.home, hour: date.hour(t: r._time), _value: r._value}))
  |> group(columns: ["home", "hour"])
  |> mean()
  |> group()
  |> pivot(rowKey: ["hour"], columnKey: ["home"], valueColumn: "_value")
  |> sort(columns: ["hour"])
  |> map(fn: (r) => ({r with hour: string(v: r.hour)}))`;

const ofMeter = `\${__field.labels.meter_id}`;
const ofHome = `\${__field.labels.unit}`;

/** What electricity costs: the supplier's hours lie in the raw bucket, its prices among the results. */
export function costs(): Dashboard {
  return openDashboard('meterworks-costs', 'costs', 'What was paid, for how much, and what it costs hour by hour.')
    .withVariable(meterVariable(readings, 'energy_interval'))
    .withVariable(everyVariable())
    .withVariable(zoneVariable())
    .withPanel(
      bars(`Cost by ${variable('every', 'text')}`, '')
        .displayName(ofMeter)
        .targets([fluxQuery(`${inZone}${added('cost')}`, { datasource: readings })]),
    )
    .withPanel(
      bars(`Energy by ${variable('every', 'text')}`, '')
        .displayName(ofMeter)
        .unit('kwatth')
        .targets([fluxQuery(`${inZone}${added('consumption')}`, { datasource: readings })]),
    )
    .withPanel(
      lines(`Paid per kWh by ${variable('every', 'text')}`, '', full)
        .displayName(ofMeter)
        .decimals(4)
        .targets([fluxQuery(paidPerKwh, { datasource: readings })]),
    )
    .withPanel(
      lines('Price', points('energy_price', { fields: ['total'], where: everywhere }), half).displayName(ofHome),
    )
    .withPanel(
      new BarChartBuilder()
        .title('Mean price by hour of the day')
        .span(half)
        .height(9)
        .xField('hour')
        .decimals(3)
        .withTarget(fluxQuery(priceByHour)),
    )
    .build();
}
