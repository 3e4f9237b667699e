'use client';

import { useCallback, useEffect, useRef, useState } from 'react';

/** Milliseconds; who passes over something without stopping does not point at it. */
const rest = 50;

/**
 * What is pointed at, once the pointer has come to rest: lighting half a graph for everything in its way would only get in the way of
 * what is clicked. `settle` takes effect at once.
 */
export function useResting(): {
  readonly active: string | undefined;
  readonly point: (key: string | undefined) => void;
  readonly settle: (key: string | undefined) => void;
} {
  const [active, setActive] = useState<string>();
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const settle = useCallback((key: string | undefined) => {
    clearTimeout(timer.current);
    setActive(key);
  }, []);
  const point = useCallback((key: string | undefined) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setActive(key), rest);
  }, []);
  return { active, point, settle };
}
