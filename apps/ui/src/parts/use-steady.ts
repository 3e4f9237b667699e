'use client';

import { useCallback, useLayoutEffect, useRef } from 'react';

/** A function that stays the same while what it does may change: what is memoised need not be drawn anew for it. */
export function useSteady<A extends readonly unknown[]>(act: (...args: A) => void): (...args: A) => void {
  const latest = useRef(act);
  useLayoutEffect(() => {
    latest.current = act;
  });
  return useCallback((...args: A) => latest.current(...args), []);
}
