import type { ReactNode } from 'react';

/** A titled piece of a page. `flush` leaves the content without padding, for tables. */
export function Card(props: {
  readonly title: string;
  /** Where a link can lead to. */
  readonly id?: string;
  readonly aside?: ReactNode;
  readonly flush?: boolean;
  readonly children: ReactNode;
}) {
  return (
    <section id={props.id} className="min-w-0 scroll-mt-16 rounded-lg border border-line bg-surface">
      <header className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 border-b border-line px-4 py-2">
        <h2 className="font-semibold">{props.title}</h2>
        {props.aside !== undefined && <div className="text-soft">{props.aside}</div>}
      </header>
      <div className={props.flush === true ? 'overflow-x-auto' : 'px-4 py-3'}>{props.children}</div>
    </section>
  );
}
