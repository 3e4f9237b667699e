'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';

/** A link of the main navigation that knows whether it leads to where one is. */
export function NavLink({ href, label }: { readonly href: string; readonly label: string }) {
  const path = usePathname();
  const current = href === '/' ? path === '/' : path === href || path.startsWith(`${href}/`);
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className="rounded-md px-2.5 py-1 text-soft hover:bg-sunken hover:text-ink aria-[current]:bg-accent-soft aria-[current]:font-medium aria-[current]:text-accent"
    >
      {label}
    </Link>
  );
}
