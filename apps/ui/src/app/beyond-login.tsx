'use client';

import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';

/** What stands on every page but the login's. */
export function BeyondLogin({ children }: { readonly children: ReactNode }) {
  return usePathname() === '/login' ? null : children;
}
