import { orderedCounts } from '../status/status-facts.ts';

/** Shares of the statuses as one bar. A status of which there is any stays visible. */
export function StatusBar({ counts }: { readonly counts: Readonly<Record<string, number>> }) {
  const ordered = orderedCounts(counts).toReversed();
  return (
    <div aria-hidden="true" className="flex h-2 gap-px overflow-hidden rounded-sm bg-sunken">
      {ordered.map(({ status, count }) => (
        <span
          key={status}
          className="min-w-[3px]"
          style={{ flex: `${count} 1 0`, background: `var(--status-${status})` }}
        />
      ))}
    </div>
  );
}
