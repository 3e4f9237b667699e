import Link from 'next/link';

export interface LinkTab {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

/** A choice whose state is in the address. */
export function LinkTabs({ label, tabs }: { readonly label: string; readonly tabs: readonly LinkTab[] }) {
  return (
    <nav aria-label={label} className="flex max-w-full overflow-x-auto rounded-md border border-line bg-sunken p-0.5">
      {tabs.map(({ label, href, current }) => (
        <Link
          key={href}
          href={href}
          scroll={false}
          replace
          aria-current={current ? 'true' : undefined}
          className="rounded px-2.5 py-0.5 text-soft hover:text-ink aria-[current]:bg-surface aria-[current]:text-ink aria-[current]:shadow-xs"
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
