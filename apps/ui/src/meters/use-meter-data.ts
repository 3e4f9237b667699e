import { useEffect, useState } from 'react';
import { type ChartView, formatViewInstant } from './chart-view.ts';
import { meterHref } from './meter-assets.ts';
import type { MeterChartData } from './meter-chart-data.ts';

const restMs = 120;

/** The points of a view from the server, asked for once it rests; until they are there, those of before. */
export function useMeterData(
  meter: string,
  zone: string,
  view: ChartView,
  width: number | undefined,
  initial: MeterChartData,
): { readonly data: MeterChartData; readonly isLoading: boolean } {
  const [answer, setAnswer] = useState({ data: initial, width: 0 });
  useEffect(() => setAnswer({ data: initial, width: 0 }), [initial]);
  const isThere = covers(answer.data.view, view) && answer.width === width;
  useEffect(() => {
    if (width === undefined || isThere) return;
    const abort = new AbortController();
    const load = async () => {
      // A half more on each side, so that there is something to see while one moves.
      const more = (view.to - view.from) / 2;
      const query = new URLSearchParams({
        from: formatViewInstant(minute(view.from - more), zone),
        to: formatViewInstant(minute(view.to + more), zone),
        width: String(width * 2),
      });
      try {
        const response = await fetch(`/api${meterHref(meter)}/chart?${query}`, { signal: abort.signal });
        if (response.ok) setAnswer({ data: (await response.json()) as MeterChartData, width });
      } catch {
        // moved on, or the server is away: what is there stays
      }
    };
    const timer = setTimeout(() => void load(), restMs);
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [meter, zone, view, width, isThere]);
  return { data: answer.data, isLoading: !isThere };
}

function minute(at: number): number {
  return Math.round(at / 60_000) * 60_000;
}

/** Whether what was loaded holds a view, and not so much more that its points are too coarse. */
function covers(loaded: ChartView, view: ChartView): boolean {
  const length = view.to - view.from;
  return loaded.from <= view.from && loaded.to >= view.to && loaded.to - loaded.from <= length * 2.2;
}
