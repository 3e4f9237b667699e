'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useId } from 'react';
import { isoDate } from '../format/iso-date.ts';
import type { ChartData } from './chart-data.ts';
import { ChartPanel } from './chart-panel.tsx';

/** The charts of an asset, one under the other. A dragged stretch goes into the address, and the server sends its points. */
export function SeriesChart(props: { readonly data: ChartData; readonly unit: string | null; readonly zone: string }) {
  const { data, unit, zone } = props;
  const router = useRouter();
  const path = usePathname();
  const params = useSearchParams();
  const sync = useId();
  const choose = (from: number, to: number) => {
    const next = new URLSearchParams(params);
    next.delete('range');
    next.set('from', isoDate(from * 1_000, zone));
    next.set('to', isoDate(to * 1_000, zone));
    router.push(`${path}?${next}`, { scroll: false });
  };
  return (
    <div className="grid gap-3">
      {data.panels.map((panel, i) => (
        <ChartPanel
          key={panel.subject}
          panel={panel}
          extent={data.extent}
          unit={unit}
          zone={zone}
          height={i === 0 && data.panels.length > 1 ? 170 : 220}
          sync={sync}
          onRange={choose}
        />
      ))}
    </div>
  );
}
