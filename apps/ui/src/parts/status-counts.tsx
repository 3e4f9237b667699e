import { orderedCounts, statusFacts } from '../status/status-facts.ts';
import type { Words } from '../words/words.ts';
import { StatusDot } from './status-dot.tsx';

/** Numbers of partitions by status, in a row. */
export function StatusCounts(props: { readonly counts: Readonly<Record<string, number>>; readonly words: Words }) {
  const { text, format } = props.words;
  const ordered = orderedCounts(props.counts);
  if (ordered.length === 0) return <span className="text-soft">{text.status.noPartitions}</span>;
  return (
    <span className="status-counts">
      {ordered.map(({ status, count }) => (
        <span key={status}>
          <StatusDot status={status} />
          {`${format.count(count)} `}
          <span className="text-soft">{text.status.labels[status]}</span>
        </span>
      ))}
    </span>
  );
}

/** What the colours mean. */
export function StatusLegend({ words }: { readonly words: Words }) {
  const { labels, meanings, noPartition } = words.text.status;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-soft">
      {statusFacts.map(({ status }) => (
        <li key={status} title={meanings[status]} className="inline-flex items-center gap-1.5">
          <StatusDot status={status} />
          {labels[status]}
        </li>
      ))}
      <li className="inline-flex items-center gap-1.5">
        <span aria-hidden="true" className="size-2.5 rounded-[3px] border border-line bg-sunken" />
        {noPartition}
      </li>
    </ul>
  );
}
