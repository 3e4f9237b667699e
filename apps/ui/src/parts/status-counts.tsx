import { formatCount } from '../format/format-number.ts';
import { orderedCounts, statusFacts } from '../status/status-facts.ts';
import { StatusDot } from './status-dot.tsx';

/** Numbers of partitions by status, in a row. */
export function StatusCounts({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const ordered = orderedCounts(counts);
  if (ordered.length === 0) return <span className="text-soft">no partitions</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-3 gap-y-0.5">
      {ordered.map(({ status, count }) => (
        <span key={status} className="inline-flex items-center gap-1.5 whitespace-nowrap">
          <StatusDot status={status} />
          {formatCount(count)} <span className="text-soft">{status}</span>
        </span>
      ))}
    </span>
  );
}

/** What the colours mean. */
export function StatusLegend() {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-soft">
      {statusFacts.map(({ status, label, meaning }) => (
        <li key={status} title={meaning} className="inline-flex items-center gap-1.5">
          <StatusDot status={status} />
          {label}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <span aria-hidden="true" className="size-2.5 rounded-[3px] border border-line bg-sunken" />
        no partition
      </li>
    </ul>
  );
}
