'use client';

import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onColorsChange, readColors } from '../parts/canvas-colors.ts';
import type { Formats } from '../words/formats.ts';
import { useWords } from '../words/use-words.tsx';
import type { ChartData, ChartPanel as Panel } from './chart-data.ts';
import { hatch } from './paint-bands.ts';
import { timeAxis } from './time-axis.ts';

const properties = [
  '--series',
  '--series-soft',
  '--line',
  '--ink-soft',
  '--line-strong',
  '--warn',
  '--surface',
] as const;
type Colors = Record<(typeof properties)[number], string>;

interface ChartPanelProps {
  readonly panel: Panel;
  readonly extent: ChartData['extent'];
  readonly unit: string | null;
  readonly zone: string;
  readonly height: number;
  /** Charts with the same name move their cursors together. */
  readonly sync: string;
  /** UTC seconds of a stretch that was dragged. */
  readonly onRange: (from: number, to: number) => void;
}

/** One series on a canvas. Dragging over it chooses a stretch. */
export function ChartPanel({ panel, extent, unit, zone, height, sync, onRange }: ChartPanelProps) {
  const { text, format } = useWords();
  const title = text.assets.charts[panel.subject];
  const box = useRef<HTMLDivElement>(null);
  const range = useRef(onRange);
  range.current = onRange;
  const [at, setAt] = useState<number>();
  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    let plot: uPlot | undefined;
    const make = () => {
      plot?.destroy();
      const options = chartOptions(panel, zone, format, readColors(element, properties), {
        width: element.clientWidth,
        height,
      });
      options.scales = { ...options.scales, x: { time: true, range: () => [extent.from, extent.to] } };
      options.cursor = {
        sync: { key: sync },
        drag: { x: true, y: false, setScale: false },
        points: { size: 6 },
      };
      options.hooks = {
        ...options.hooks,
        setCursor: [(chart) => setAt(chart.cursor.idx ?? undefined)],
        setSelect: [
          (chart) => {
            const { left, width } = chart.select;
            if (width > 4) range.current(chart.posToVal(left, 'x'), chart.posToVal(left + width, 'x'));
          },
        ],
      };
      plot = new uPlot(options, plotData(panel), element);
    };
    make();
    const observer = new ResizeObserver(() => plot?.setSize({ width: element.clientWidth, height }));
    observer.observe(element);
    const stop = onColorsChange(() => requestAnimationFrame(make));
    return () => {
      observer.disconnect();
      stop();
      plot?.destroy();
    };
  }, [panel, extent, zone, height, sync, format]);
  const time = at === undefined ? undefined : panel.times[at];
  const value = at === undefined ? undefined : panel.values[at];
  return (
    <figure>
      <figcaption className="flex flex-wrap justify-between gap-x-4 text-[12px]">
        <span className="font-medium">
          {title}
          {unit !== null && <span className="text-soft"> {unit}</span>}
        </span>
        <span className="text-soft">
          {at === undefined || time === undefined ? (
            ' '
          ) : (
            <>
              {format.minute(time * 1_000, zone)} ·{' '}
              <span className="font-medium text-ink">
                {value === null || value === undefined ? text.assets.notKnown : format.amount(value, unit)}
              </span>
              {panel.qualities[at] !== 'measured' &&
                ` · ${text.status.qualities[panel.qualities[at] ?? ''] ?? panel.qualities[at]}`}
            </>
          )}
        </span>
      </figcaption>
      <div ref={box} role="img" aria-label={text.assets.points(title, panel.times.length)} style={{ height }} />
    </figure>
  );
}

/** Bars that are not measured are a series of their own, so that they can be drawn otherwise. */
function plotData({ kind, times, values, qualities }: Panel): uPlot.AlignedData {
  if (kind === 'line') return [times as number[], values as (number | null)[]];
  return [
    times as number[],
    values.map((value, i) => (qualities[i] === 'measured' ? value : null)),
    values.map((value, i) => (qualities[i] === 'measured' ? null : value)),
  ];
}

function chartOptions(
  panel: Panel,
  zone: string,
  format: Formats,
  colors: Colors,
  size: { width: number; height: number },
): uPlot.Options {
  const ratio = window.devicePixelRatio || 1;
  const axis = {
    stroke: colors['--ink-soft'],
    font: '11px system-ui, sans-serif',
    ticks: { show: false },
    grid: { stroke: colors['--line'], width: 1 },
  };
  const time = timeAxis(zone, format);
  const bars = uPlot.paths.bars?.({ size: [0.9, 80, 1], align: 1 });
  const hatched = (chart: uPlot) => hatch(chart.ctx, colors['--series'], ratio);
  const line: uPlot.Series = {
    stroke: colors['--series'],
    width: 1.5,
    points: { show: panel.times.length < 60, size: 4, fill: colors['--surface'] },
  };
  const series: uPlot.Series[] =
    panel.kind === 'line'
      ? [{}, line]
      : [
          {},
          {
            fill: colors['--series'],
            width: 0,
            points: { show: false },
            ...(bars === undefined ? {} : { paths: bars }),
          },
          {
            fill: hatched,
            stroke: colors['--series'],
            width: 0.5,
            points: { show: false },
            ...(bars === undefined ? {} : { paths: bars }),
          },
        ];
  return {
    ...size,
    legend: { show: false },
    padding: [8, 20, 0, 0],
    fmtDate: time.fmtDate,
    tzDate: time.tzDate,
    scales: panel.kind === 'bars' ? { y: { range: barRange } } : {},
    axes: [
      { ...axis, size: 38, grid: { show: false }, values: time.labels, space: 64 },
      { ...axis, size: 56, values: (_, ticks) => ticks.map((tick) => format.amount(tick)) },
    ],
    series,
    hooks: { drawClear: [(chart) => paintBands(chart, panel, colors, ratio)] },
  };
}

function barRange(_: uPlot, min: number | null, max: number | null): [number, number] {
  const low = Math.min(0, min ?? 0);
  const high = Math.max(0, max ?? 0);
  return low === high ? [0, 1] : [low * 1.05, high * 1.05];
}

/** What is not measured is hatched behind a line; what is not known is shaded in both kinds of chart. */
function paintBands(chart: uPlot, panel: Panel, colors: Colors, ratio: number): void {
  const { ctx, bbox } = chart;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  const lines = hatch(ctx, colors['--line'], ratio);
  for (const { from, to, quality } of panel.bands) {
    if (panel.kind === 'bars' && quality !== 'unknown') continue;
    const left = chart.valToPos(from, 'x', true);
    const right = chart.valToPos(to, 'x', true);
    ctx.fillStyle = quality === 'unknown' ? colors['--line'] : lines;
    ctx.fillRect(left, bbox.top, Math.max(1, right - left), bbox.height);
  }
  ctx.restore();
}
