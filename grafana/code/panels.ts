import { GraphDrawStyle, ReduceDataOptionsBuilder, VisibilityMode } from '@grafana/grafana-foundation-sdk/common';
import * as dashboard from '@grafana/grafana-foundation-sdk/dashboard';
import { PanelBuilder as StatBuilder } from '@grafana/grafana-foundation-sdk/stat';
import { PanelBuilder as StateTimelineBuilder } from '@grafana/grafana-foundation-sdk/statetimeline';
import { PanelBuilder as TableBuilder } from '@grafana/grafana-foundation-sdk/table';
import { PanelBuilder as TimeSeriesBuilder } from '@grafana/grafana-foundation-sdk/timeseries';
import { fluxQuery } from './flux-query.ts';

/** Columns of the 24 that a dashboard is wide. */
export const full = 24;
export const half = 12;
export const third = 8;
const rowHeight = 9;

/** Series are named after their meter and its unit, which is a tag: one panel may show kWh beside m³. */
const seriesName = ['meter_id', 'unit'].map((tag) => `\${__field.labels.${tag}}`).join(' ');

export function lines(title: string, query: string, span: number = half): TimeSeriesBuilder {
  return new TimeSeriesBuilder()
    .title(title)
    .span(span)
    .height(rowHeight)
    .displayName(seriesName)
    .lineWidth(1)
    .showPoints(VisibilityMode.Never)
    .withTarget(fluxQuery(query));
}

/** Amounts of intervals, each drawn from its start on. */
export function bars(title: string, query: string, span: number = half): TimeSeriesBuilder {
  return lines(title, query, span).drawStyle(GraphDrawStyle.Bars).fillOpacity(70).decimals(2);
}

export function table(title: string, query: string, span: number = full): TableBuilder {
  return new TableBuilder().title(title).span(span).height(rowHeight).withTarget(fluxQuery(query));
}

/** One number, made of all points by `calculation`: `lastNotNull`, `mean`, `max`, … */
export function figure(title: string, query: string, calculation: string, span: number = third): StatBuilder {
  return new StatBuilder()
    .title(title)
    .span(span)
    .height(4)
    .decimals(2)
    .displayName(seriesName)
    .reduceOptions(new ReduceDataOptionsBuilder().calcs([calculation]))
    .withTarget(fluxQuery(query));
}

/** How what is known of each day was known, worst last. */
const qualities = { measured: 'green', estimated: 'yellow', extrapolated: 'orange', unknown: 'red' };

export function qualityTimeline(title: string, query: string, span: number = half): StateTimelineBuilder {
  const options = Object.entries(qualities).map(([quality, color], index) => [quality, { color, index }] as const);
  return new StateTimelineBuilder()
    .title(title)
    .span(span)
    .height(rowHeight)
    .displayName(`\${__field.labels.meter_id}`)
    .showValue(VisibilityMode.Never)
    .mappings([{ type: dashboard.MappingType.ValueToText, options: Object.fromEntries(options) }])
    .withTarget(fluxQuery(query));
}

/** A dashboard of ours: found by its tag, the others one click away. */
export function openDashboard(uid: string, title: string, description: string): dashboard.DashboardBuilder {
  return new dashboard.DashboardBuilder(`Meterworks: ${title}`)
    .uid(uid)
    .description(description)
    .tags(['meterworks'])
    .timezone('browser')
    .time({ from: 'now-1y', to: 'now' })
    .refresh('5m')
    .link(
      new dashboard.DashboardLinkBuilder('Meterworks')
        .type(dashboard.DashboardLinkType.Dashboards)
        .tags(['meterworks'])
        .asDropdown(true)
        .keepTime(true)
        .includeVars(true),
    );
}
