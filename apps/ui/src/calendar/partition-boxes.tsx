import Link from 'next/link';
import { factsOfCode } from '../status/status-facts.ts';

export interface PartitionBox {
  readonly key: string;
  readonly label: string;
  /** What is said of it to who points at it. */
  readonly title: string;
  readonly code: number;
  readonly href: string;
  readonly selected: boolean;
}

/** Partitions that are few enough to be links: months and years. */
export function PartitionBoxes({
  rows,
}: {
  readonly rows: readonly { readonly title: string; readonly boxes: readonly PartitionBox[] }[];
}) {
  return (
    <div className="grid gap-1.5">
      {rows.map(({ title, boxes }) => (
        <div key={title} className="flex flex-wrap items-center gap-1.5">
          {title !== '' && <span className="w-10 text-[12px] text-soft">{title}</span>}
          {boxes.map(({ key, label, title, code, href, selected }) => {
            const facts = factsOfCode(code);
            return (
              <Link
                key={key}
                href={href}
                scroll={false}
                title={title}
                aria-current={selected ? 'true' : undefined}
                className="grid min-w-11 justify-items-center rounded border border-line px-1.5 pt-0.5 pb-1 text-[11px] text-soft hover:border-accent hover:text-ink aria-[current]:border-ink"
              >
                {label}
                <span
                  className="h-1.5 w-full rounded-[2px]"
                  style={{ background: facts === undefined ? 'var(--sunken)' : `var(${facts.color})` }}
                />
              </Link>
            );
          })}
        </div>
      ))}
    </div>
  );
}
