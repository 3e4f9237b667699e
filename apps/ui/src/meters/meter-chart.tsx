'use client';

import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import type uPlot from 'uplot';
import 'uplot/dist/uPlot.min.css';
import { onColorsChange, readColors } from '../parts/canvas-colors.ts';
import { useWords } from '../words/use-words.tsx';
import { ChartControls } from './chart-controls.tsx';
import { ChartReadout } from './chart-readout.tsx';
import { type ChartView, clampView, formatViewInstant, panView, parseView, zoomView } from './chart-view.ts';
import type { MeterChartData } from './meter-chart-data.ts';
import { amountData, amountPlot, registerData, registerPlot } from './meter-plot.ts';
import { plotColors } from './paint-meter.ts';
import { useChartGestures } from './use-chart-gestures.ts';
import { useMeterData } from './use-meter-data.ts';

const heights = { register: 220, amounts: 190 } as const;

/** Register, readings and consumption of a meter over one stretch of time, which is in the address. */
export function MeterChart(props: {
  readonly meter: string;
  readonly unit: string | null;
  readonly zone: string;
  /** All there is. */
  readonly extent: ChartView;
  /** What the server rendered: the stretch of the address. */
  readonly initial: MeterChartData;
  readonly hasRegister: boolean;
}) {
  const { meter, unit, zone, extent, initial, hasRegister } = props;
  const { text, format } = useWords();
  const [view, setView] = useState<ChartView>(initial.view);
  const [width, setWidth] = useState<number>();
  const [at, setAt] = useState<number>();
  const box = useRef<HTMLDivElement>(null);
  const registerBox = useRef<HTMLDivElement>(null);
  const amountBox = useRef<HTMLDivElement>(null);
  const plots = useRef<readonly uPlot[]>([]);
  const sync = useId();
  const { data, isLoading } = useMeterData(meter, zone, view, width, initial);
  const shown = useRef(data);
  shown.current = data;

  const change = useCallback((next: ChartView) => setView(clampView(next, extent)), [extent]);
  const seen = useRef(view);
  seen.current = view;
  useChartGestures(box, view, change);

  // The address follows the view without a new page; going back brings the view of then.
  useEffect(() => {
    const query = new URLSearchParams(window.location.search);
    const [from, to] = [formatViewInstant(view.from, zone), formatViewInstant(view.to, zone)];
    if (view === initial.view || (query.get('from') === from && query.get('to') === to)) return;
    const timer = setTimeout(() => {
      query.set('from', from);
      query.set('to', to);
      window.history.replaceState(window.history.state, '', `?${query}`);
    }, 250);
    return () => clearTimeout(timer);
  }, [view, zone, initial]);
  useEffect(() => {
    const back = () => {
      const query = new URLSearchParams(window.location.search);
      const then = parseView({ from: query.get('from'), to: query.get('to') }, zone);
      if (then !== undefined) setView(clampView(then, extent));
    };
    window.addEventListener('popstate', back);
    return () => window.removeEventListener('popstate', back);
  }, [zone, extent]);

  useEffect(() => {
    const element = box.current;
    if (element === null) return;
    const make = () => {
      for (const plot of plots.current) plot.destroy();
      const parts = {
        zone,
        format,
        colors: readColors(element, plotColors),
        sync,
        view: seen.current,
        data: () => shown.current,
        onPoint: setAt,
        onSelect: (from: number, to: number) => change({ from, to }),
      };
      const size = (height: number) => ({ width: element.clientWidth, height });
      plots.current = [
        ...(registerBox.current === null
          ? []
          : [registerPlot({ ...parts, size: size(heights.register) }, registerBox.current)]),
        ...(amountBox.current === null
          ? []
          : [amountPlot({ ...parts, size: size(heights.amounts) }, amountBox.current)]),
      ];
    };
    make();
    setWidth(element.clientWidth);
    const observer = new ResizeObserver(() => {
      if (plots.current[0]?.width === element.clientWidth) return;
      for (const plot of plots.current) plot.setSize({ width: element.clientWidth, height: plot.height });
      setWidth(element.clientWidth);
    });
    observer.observe(element);
    const stop = onColorsChange(() => requestAnimationFrame(make));
    return () => {
      observer.disconnect();
      stop();
      for (const plot of plots.current) plot.destroy();
      plots.current = [];
    };
  }, [zone, format, sync, change]);

  useEffect(() => {
    const all = hasRegister ? [registerData(data), amountData(data)] : [amountData(data)];
    for (const [i, plot] of plots.current.entries()) plot.setData(all[i] ?? [[]], false);
    showView(plots.current, seen.current);
  }, [data, hasRegister]);
  useEffect(() => showView(plots.current, view), [view]);

  const press = (event: KeyboardEvent) => {
    const next = keyView(event.key, view, extent);
    if (next === undefined || event.altKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    change(next);
  };
  return (
    <div className="grid grid-cols-1 gap-2">
      <ChartControls view={view} extent={extent} zone={zone} onChange={change} />
      <ChartReadout data={data} at={at} unit={unit} zone={zone} isLoading={isLoading} />
      <div
        ref={box}
        role="application"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys move the chart
        tabIndex={0}
        aria-label={text.meters.chartLabel}
        aria-busy={isLoading}
        onKeyDown={press}
        onDoubleClick={() => change(zoomView(view, 2))}
        className="touch-pan-y select-none"
      >
        {hasRegister && (
          <>
            <PlotTitle title={text.meters.register} unit={unit} />
            <div ref={registerBox} style={{ height: heights.register }} />
          </>
        )}
        <PlotTitle title={text.meters.amount} unit={unit} />
        <div ref={amountBox} style={{ height: heights.amounts }} />
      </div>
    </div>
  );
}

function PlotTitle({ title, unit }: { readonly title: string; readonly unit: string | null }) {
  return (
    <p className="text-[12px] font-medium">
      {title} <span className="font-normal text-soft">{unit}</span>
    </p>
  );
}

function showView(plots: readonly uPlot[], { from, to }: ChartView): void {
  for (const plot of plots) plot.setScale('x', { min: from / 1_000, max: to / 1_000 });
}

function keyView(key: string, view: ChartView, extent: ChartView): ChartView | undefined {
  switch (key) {
    case 'ArrowLeft':
      return panView(view, -0.25);
    case 'ArrowRight':
      return panView(view, 0.25);
    case '+':
      return zoomView(view, 0.5);
    case '-':
      return zoomView(view, 2);
    case 'Home':
      return extent;
    default:
      return undefined;
  }
}
