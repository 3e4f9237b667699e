import Link from 'next/link';
import { assetHref } from '../assets/asset-name.ts';
import type { Words } from '../words/words.ts';
import { type Gantt, longestRows } from './gantt.ts';

const colors: Readonly<Record<string, string>> = {
  running: 'var(--status-running)',
  success: 'var(--status-fresh)',
  partial: 'var(--status-stale)',
  failed: 'var(--status-failed)',
  cancelled: 'var(--status-missing)',
};
/** When which asset was at work; of many the `shown` that were so for longest. */
export function RunGantt(props: { readonly gantt: Gantt; readonly shown: number; readonly words: Words }) {
  const { gantt, words } = props;
  const { text, format } = words;
  const whole = gantt.to - gantt.from;
  return (
    <div className="relative grid grid-cols-[minmax(0,2fr)_minmax(0,3fr)] gap-x-3 sm:grid-cols-[minmax(6rem,18rem)_minmax(0,1fr)] text-[12px]">
      <span />
      <div aria-hidden="true" className="relative mb-1 h-4 text-[11px] text-soft">
        {gantt.ticks.map((tick, i) => (
          <span
            key={tick}
            className={`absolute whitespace-nowrap ${i > 0 && i < gantt.ticks.length - 1 ? 'hidden sm:inline' : ''} ${tick / whole > 0.9 ? '-translate-x-full' : tick === 0 ? '' : '-translate-x-1/2'}`}
            style={{ left: `${(tick / whole) * 100}%` }}
          >
            {format.duration(tick)}
          </span>
        ))}
      </div>
      {longestRows(gantt, props.shown).map(({ asset, bars }) => (
        <div key={asset} className="col-span-2 grid grid-cols-subgrid items-center rounded hover:bg-sunken">
          <Link href={assetHref(asset)} className="prose-link truncate leading-5" title={asset}>
            {asset}
          </Link>
          <div className="relative h-3 border-l border-line">
            {bars.map((bar) => (
              <span
                key={bar.id}
                title={`${bar.from === bar.to ? bar.from : `${bar.from} … ${bar.to}`}: ${text.status.runs[bar.status] ?? bar.status}, ${text.status.partitions(bar.made)}, ${format.duration(bar.durationMs)}`}
                className={`absolute inset-y-0 min-w-[3px] rounded-[2px] ${bar.status === 'running' ? 'motion-safe:animate-pulse' : ''}`}
                style={{
                  left: `${bar.left * 100}%`,
                  width: `${bar.width * 100}%`,
                  background: colors[bar.status] ?? 'var(--status-queued)',
                }}
              />
            ))}
          </div>
        </div>
      ))}
    </div>
  );
}
