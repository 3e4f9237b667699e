import type { DataSourceRef } from '@grafana/grafana-foundation-sdk/common';
import {
  CustomVariableBuilder,
  QueryVariableBuilder,
  TextBoxVariableBuilder,
  VariableRefresh,
  VariableSort,
} from '@grafana/grafana-foundation-sdk/dashboard';

/** Where Grafana puts the chosen value of a variable: as a part of a regular expression, as a quoted text, or as it is. */
export function variable(name: string, format: 'regex' | 'doublequote' | 'raw' | 'text'): string {
  return `\${${name}:${format}}`;
}

/** The values of a tag in the last years. */
function tagVariable(name: string, label: string, datasource: DataSourceRef, tag: string, measurement: string) {
  const query = `import "influxdata/influxdb/schema"
schema.tagValues(
  bucket: v.defaultBucket,
  tag: "${tag}",
  predicate: (r) => r._measurement == "${measurement}",
  start: -10y,
)`;
  return new QueryVariableBuilder(name)
    .label(label)
    .datasource(datasource)
    .query({ query, refId: name })
    .refresh(VariableRefresh.OnDashboardLoad)
    .sort(VariableSort.NaturalAsc)
    .allowCustomValue(false);
}

export function meterVariable(datasource: DataSourceRef, measurement: string): QueryVariableBuilder {
  return tagVariable('meter', 'Meter', datasource, 'meter_id', measurement);
}

export function metersVariable(datasource: DataSourceRef, measurement: string): QueryVariableBuilder {
  return meterVariable(datasource, measurement)
    .label('Meters')
    .multi(true)
    .includeAll(true)
    .allValue('.*')
    .current({ text: ['All'], value: ['$__all'] });
}

/** How long the intervals are: each has a measurement of its own. */
export function periodVariable(): CustomVariableBuilder {
  return choices('period', 'Period', [
    ['Day', 'meter_consumption_daily'],
    ['Month', 'meter_consumption'],
    ['Year', 'meter_consumption_yearly'],
  ]);
}

/** How long the intervals are into which Flux adds hours up. */
export function everyVariable(): CustomVariableBuilder {
  return choices('every', 'Period', [
    ['Day', '1d'],
    ['Month', '1mo'],
    ['Year', '1y'],
  ]);
}

/** The zone whose days and months hours are added up to: that of `timezone` in config.yaml. */
export function zoneVariable(): TextBoxVariableBuilder {
  const zone = 'Europe/Berlin';
  return new TextBoxVariableBuilder('zone').label('Time zone').defaultValue(zone).current({ text: zone, value: zone });
}

function choices(name: string, label: string, values: readonly (readonly [text: string, value: string])[]) {
  const options = values.map(([text, value], at) => ({ text, value, selected: at === 1 }));
  return new CustomVariableBuilder(name)
    .label(label)
    .values(values.map(([text, value]) => `${text} : ${value}`).join(','))
    .options(options)
    .current({ text: options[1]?.text ?? '', value: options[1]?.value ?? '' })
    .allowCustomValue(false);
}
