import type { ReactNode } from 'react';

/** What may be wider than the screen and is scrolled by itself, by the keyboard too. */
export function ScrollBox({ children }: { readonly children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <div tabIndex={0} className="-mx-4 overflow-x-auto">
      {children}
    </div>
  );
}
