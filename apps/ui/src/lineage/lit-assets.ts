'use client';

import { createContext, useContext, useSyncExternalStore } from 'react';

/** How a node or an edge looks: while nothing is lit all are plain, else what is not lit steps back. */
export type Look = 'plain' | 'lit' | 'dim';

/**
 * Which assets are lit. Beside the graph's own data, so that pointing at an asset draws anew what changes its look and nothing else.
 */
export class LitAssets {
  #lit: ReadonlySet<string> | undefined;
  readonly #listeners = new Set<() => void>();

  light(lit: ReadonlySet<string> | undefined): void {
    this.#lit = lit;
    for (const listener of this.#listeners) listener();
  }

  /** The look of an asset, or of an edge between two. */
  lookOf(...keys: readonly string[]): Look {
    const lit = this.#lit;
    if (lit === undefined) return 'plain';
    return keys.every((key) => lit.has(key)) ? 'lit' : 'dim';
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

const LitContext = createContext(new LitAssets());
export const LitProvider = LitContext.Provider;

export function useLook(...keys: readonly string[]): Look {
  const assets = useContext(LitContext);
  return useSyncExternalStore(
    assets.subscribe,
    () => assets.lookOf(...keys),
    () => 'plain',
  );
}
