'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useDeferredValue } from 'react';
import { stageOf } from '../assets/asset-name.ts';
import { plural } from '../format/plural.ts';
import { type LineageFilter, lineageHref, parseLineageFilter, passesFilter } from './lineage-filter.ts';
import { LineageGraph } from './lineage-graph.tsx';
import type { LineageItem } from './lineage-model.ts';

/** The lineage with its filter bar. The filter is the address; typing replaces it, so that back leads to the page before. */
export function LineageView({ items }: { readonly items: readonly LineageItem[] }) {
  const path = usePathname();
  const filter = parseLineageFilter(useSearchParams());
  const text = useDeferredValue(filter.text);
  const { stage } = filter;
  const kept = new Set(items.filter((item) => passesFilter({ text, stage }, item)).map(({ key }) => key));
  const keptText = [...kept].join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text stands for the set
  const keep = useCallback((key: string) => kept.has(key), [keptText]);
  const change = (next: LineageFilter) => {
    if (path === '/lineage') window.history.replaceState(null, '', lineageHref(next));
  };
  return (
    <main className="flex h-[calc(100dvh-3rem-1px)] flex-col">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-3 py-2 sm:px-6">
        <h1 className="font-semibold">Lineage</h1>
        <input
          type="search"
          value={filter.text}
          onChange={(event) => change({ ...filter, text: event.target.value })}
          placeholder="Filter by name or unit"
          aria-label="Filter by name or unit"
          className="w-full max-w-64 rounded-md border border-line-strong bg-page px-2.5 py-1 placeholder:text-soft"
        />
        <select
          value={filter.stage}
          onChange={(event) => change({ ...filter, stage: event.target.value })}
          aria-label="Stage"
          className="rounded-md border border-line-strong bg-page px-2 py-1"
        >
          <option value="">all stages</option>
          {[...new Set(items.map(({ key }) => stageOf(key)))].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <span className="text-soft" role="status">
          {kept.size === items.length
            ? plural(items.length, 'asset')
            : `${kept.size} of ${plural(items.length, 'asset')}`}
        </span>
      </div>
      <div className="min-h-0 flex-1">
        {kept.size === 0 ? (
          <p className="px-6 py-8 text-soft">Nothing is called like that.</p>
        ) : (
          <LineageGraph items={items} keep={keep} />
        )}
      </div>
    </main>
  );
}
