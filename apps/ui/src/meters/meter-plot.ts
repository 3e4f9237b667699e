import uPlot from 'uplot';
import { timeAxis } from '../series/time-axis.ts';
import type { Formats } from '../words/formats.ts';
import type { ChartView } from './chart-view.ts';
import type { MeterChartData } from './meter-chart-data.ts';
import { type PlotColors, paintBars, paintIncidents, paintQualityBands, paintReadings } from './paint-meter.ts';

export interface PlotParts {
  readonly zone: string;
  readonly format: Formats;
  readonly colors: PlotColors;
  readonly size: { readonly width: number; readonly height: number };
  readonly sync: string;
  /** The stretch that is shown at first. */
  readonly view: ChartView;
  /** What to show at the moment of painting. */
  readonly data: () => MeterChartData;
  /** The instant under the pointer, UTC milliseconds; undefined where there is none. */
  readonly onPoint: (at: number | undefined) => void;
  /** A stretch that was dragged. */
  readonly onSelect: (from: number, to: number) => void;
}

/** The register over time, with readings, qualities behind it and incidents above. */
export function registerPlot(parts: PlotParts, target: HTMLElement): uPlot {
  const { colors, data } = parts;
  const options = baseOptions(parts, (chart) => registerRange(chart, data()));
  options.series = [{}, { stroke: colors['--series'], width: 1.5, points: { show: false } }];
  options.hooks = {
    ...options.hooks,
    drawClear: [(chart) => paintQualityBands(chart, data(), colors)],
    draw: [
      (chart) => {
        paintReadings(chart, data(), colors);
        paintIncidents(chart, data(), colors);
      },
    ],
  };
  return new uPlot(options, registerData(data()), target);
}

export function registerData({ register }: MeterChartData): uPlot.AlignedData {
  return [register.times.map((time) => time / 1_000), [...register.values]];
}

/** Amounts as bars of their true length in time. */
export function amountPlot(parts: PlotParts, target: HTMLElement): uPlot {
  const { colors, data } = parts;
  const options = baseOptions(parts, (chart) => amountRange(chart, data()));
  options.series = [{}, { paths: () => null, points: { show: false } }];
  options.hooks = {
    ...options.hooks,
    draw: [
      (chart) => {
        paintBars(chart, data(), colors);
        paintIncidents(chart, data(), colors);
      },
    ],
  };
  return new uPlot(options, amountData(data()), target);
}

export function amountData({ bars }: MeterChartData): uPlot.AlignedData {
  return [bars.starts.map((time) => time / 1_000), [...bars.values]];
}

function baseOptions(parts: PlotParts, yRange: (chart: uPlot) => [number, number]): uPlot.Options {
  const { zone, format, colors, size, sync, view, onPoint, onSelect } = parts;
  const { labels, fmtDate, tzDate } = timeAxis(zone, format);
  return {
    ...size,
    legend: { show: false },
    padding: [8, 16, 0, 0],
    fmtDate,
    tzDate,
    // The stretch first: over which amounts and registers the other axis goes depends on it.
    scales: { x: { time: true, auto: false, min: view.from / 1_000, max: view.to / 1_000 }, y: { range: yRange } },
    axes: [
      {
        ...axisLook(colors),
        size: 38,
        grid: { show: false },
        values: labels,
        space: 64,
      },
      { ...axisLook(colors), size: 56, values: (_, ticks) => ticks.map((tick) => format.amount(tick)) },
    ],
    series: [],
    cursor: { sync: { key: sync }, drag: { x: true, y: false, setScale: false }, points: { show: false }, y: false },
    hooks: {
      setCursor: [
        ({ cursor, posToVal }) =>
          onPoint(
            cursor.left === undefined || cursor.left === null || cursor.left < 0
              ? undefined
              : posToVal(cursor.left, 'x') * 1_000,
          ),
      ],
      setSelect: [
        (chart) => {
          const { left, width } = chart.select;
          if (width > 4) onSelect(chart.posToVal(left, 'x') * 1_000, chart.posToVal(left + width, 'x') * 1_000);
          chart.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
        },
      ],
    },
  };
}

function axisLook(colors: PlotColors): uPlot.Axis {
  return {
    stroke: colors['--ink-soft'],
    font: '11px system-ui, sans-serif',
    ticks: { show: false },
    grid: { stroke: colors['--line'], width: 1 },
  };
}

/** Over what is seen of the register and of the believed readings, with a little air. */
function registerRange(chart: uPlot, { register, readings, rejected }: MeterChartData): [number, number] {
  const from = (chart.scales.x?.min ?? 0) * 1_000;
  const to = (chart.scales.x?.max ?? 0) * 1_000;
  const refused = new Set(rejected.map(({ time }) => time));
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  const take = (value: number | null | undefined) => {
    if (value === null || value === undefined) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  };
  register.times.forEach((time, i) => {
    // The neighbours on either side too: the line comes from there.
    if ((register.times[i + 1] ?? time) >= from && (register.times[i - 1] ?? time) <= to) take(register.values[i]);
  });
  readings.times.forEach((time, i) => {
    if (time >= from && time <= to && !refused.has(time) && register.times.length === 0) take(readings.values[i]);
  });
  if (low > high) return [0, 1];
  const air = high === low ? Math.max(1, Math.abs(high) * 0.01) : (high - low) * 0.06;
  return [low - air, high + air];
}

function amountRange(chart: uPlot, { bars }: MeterChartData): [number, number] {
  const from = (chart.scales.x?.min ?? 0) * 1_000;
  const to = (chart.scales.x?.max ?? 0) * 1_000;
  let low = 0;
  let high = 0;
  bars.values.forEach((value, i) => {
    if (value === null || (bars.ends[i] as number) <= from || (bars.starts[i] as number) >= to) return;
    low = Math.min(low, value);
    high = Math.max(high, value);
  });
  return low === high ? [0, 1] : [low * 1.08, high * 1.08];
}
