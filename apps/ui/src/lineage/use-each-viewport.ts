'use client';

import { useStoreApi } from '@xyflow/react';
import { useEffect } from 'react';
import { useSteady } from '../parts/use-steady.ts';
import type { Viewport } from './lineage-viewport.ts';

/** Tells each place at which the graph is seen. React Flow's own `useOnViewportChange` knows only who asked last. */
export function useEachViewport(changed: (viewport: Viewport) => void): void {
  const store = useStoreApi();
  const tell = useSteady(changed);
  useEffect(
    () =>
      store.subscribe(({ transform }, before) => {
        if (transform === before.transform) return;
        const [x, y, zoom] = transform;
        tell({ x, y, zoom });
      }),
    [store, tell],
  );
}
