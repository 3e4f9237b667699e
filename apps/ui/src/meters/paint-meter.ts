import uPlot from 'uplot';
import { hatch } from '../series/paint-bands.ts';
import { type MeterChartData, qualityOfLetter } from './meter-chart-data.ts';
import { readingName } from './rejected-readings.ts';

export const plotColors = [
  '--series',
  '--series-soft',
  '--line',
  '--ink-soft',
  '--line-strong',
  '--warn',
  '--bad',
  '--accent',
  '--surface',
  '--sunken',
] as const;
export type PlotColors = Record<(typeof plotColors)[number], string>;

export function severityColor(colors: PlotColors, severity: string): string {
  return severity === 'critical' ? colors['--bad'] : severity === 'warning' ? colors['--warn'] : colors['--ink-soft'];
}

function clipped(chart: uPlot, paint: (context: CanvasRenderingContext2D) => void): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  paint(ctx);
  ctx.restore();
}

/** Behind the register: estimated stretches are shaded, extrapolated ones hatched, unknown ones filled. */
export function paintQualityBands(chart: uPlot, data: MeterChartData, colors: PlotColors): void {
  const ratio = uPlot.pxRatio;
  const hatched = hatch(chart.ctx, colors['--line-strong'], ratio);
  clipped(chart, (ctx) => {
    for (const { from, to, quality } of data.bands) {
      const left = chart.valToPos(from / 1_000, 'x', true);
      const right = chart.valToPos(to / 1_000, 'x', true);
      ctx.fillStyle =
        quality === 'extrapolated' ? hatched : quality === 'unknown' ? colors['--line'] : colors['--sunken'];
      ctx.fillRect(left, chart.bbox.top, Math.max(1, right - left), chart.bbox.height);
    }
  });
}

/** Incidents as tinted stretches with a flag at the top. */
export function paintIncidents(chart: uPlot, data: MeterChartData, colors: PlotColors): void {
  const { top, height } = chart.bbox;
  const size = 5 * uPlot.pxRatio;
  clipped(chart, (ctx) => {
    for (const { from, to, severity } of data.incidents) {
      const left = chart.valToPos(from / 1_000, 'x', true);
      const right = Math.max(left + uPlot.pxRatio, chart.valToPos(to / 1_000, 'x', true));
      ctx.fillStyle = severityColor(colors, severity);
      ctx.globalAlpha = 0.09;
      ctx.fillRect(left, top, right - left, height);
      ctx.globalAlpha = 0.9;
      ctx.fillRect(left, top, right - left, size / 2);
      const middle = Math.min(Math.max((left + right) / 2, chart.bbox.left + size), chart.bbox.left + chart.bbox.width);
      ctx.beginPath();
      ctx.moveTo(middle - size, top);
      ctx.lineTo(middle + size, top);
      ctx.lineTo(middle, top + size * 1.6);
      ctx.fill();
    }
  });
}

/** Readings as dots while they can be told apart, and those that were not believed as crosses. */
export function paintReadings(chart: uPlot, data: MeterChartData, colors: PlotColors): void {
  const { times, values } = data.readings;
  const { left, width, top, height } = chart.bbox;
  const ratio = uPlot.pxRatio;
  const rejected = new Set(data.rejected.map(readingName));
  clipped(chart, (ctx) => {
    if (times.length <= width / ratio / 6) {
      ctx.fillStyle = colors['--surface'];
      ctx.strokeStyle = colors['--series'];
      ctx.lineWidth = 1.5 * ratio;
      times.forEach((time, i) => {
        if (rejected.has(readingName({ time, value: values[i] as number }))) return;
        ctx.beginPath();
        ctx.arc(
          chart.valToPos(time / 1_000, 'x', true),
          chart.valToPos(values[i] as number, 'y', true),
          2.5 * ratio,
          0,
          7,
        );
        ctx.fill();
        ctx.stroke();
      });
    }
    ctx.strokeStyle = colors['--bad'];
    ctx.lineWidth = 1.75 * ratio;
    for (const { time, value } of data.rejected) {
      const x = chart.valToPos(time / 1_000, 'x', true);
      if (x < left || x > left + width) continue;
      // One that lies far away is shown at the edge.
      const y = Math.min(Math.max(chart.valToPos(value, 'y', true), top + 6 * ratio), top + height - 6 * ratio);
      const arm = 3.5 * ratio;
      ctx.beginPath();
      ctx.moveTo(x - arm, y - arm);
      ctx.lineTo(x + arm, y + arm);
      ctx.moveTo(x + arm, y - arm);
      ctx.lineTo(x - arm, y + arm);
      ctx.stroke();
    }
  });
}

/** Bars: the measured part filled, what is estimated of it paler, what is extrapolated hatched. */
export function paintBars(chart: uPlot, data: MeterChartData, colors: PlotColors): void {
  const { starts, ends, values, shares, qualities } = data.bars;
  const ratio = uPlot.pxRatio;
  const hatched = hatch(chart.ctx, colors['--series'], ratio);
  const zero = chart.valToPos(0, 'y', true);
  clipped(chart, (ctx) => {
    values.forEach((value, i) => {
      const left = chart.valToPos((starts[i] as number) / 1_000, 'x', true);
      const right = chart.valToPos((ends[i] as number) / 1_000, 'x', true);
      const gap = Math.min(2 * ratio, (right - left) * 0.15);
      const width = Math.max(ratio * 0.75, right - left - gap);
      if (value === null) {
        ctx.fillStyle = colors['--line'];
        ctx.fillRect(left, chart.bbox.top, Math.max(1, right - left), chart.bbox.height);
        return;
      }
      const end = chart.valToPos(value, 'y', true);
      const split = zero + (end - zero) * (shares[i] as number);
      ctx.fillStyle = colors['--series'];
      ctx.fillRect(left, split, width, zero - split);
      if (split === end) return;
      ctx.fillStyle = colors['--series-soft'];
      ctx.fillRect(left, end, width, split - end);
      if (qualityOfLetter(qualities[i]) === 'extrapolated') {
        ctx.fillStyle = hatched;
        ctx.fillRect(left, end, width, split - end);
      }
      ctx.fillStyle = colors['--series'];
      ctx.fillRect(left, end - ratio / 2, width, ratio);
    });
  });
}
