'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useDeferredValue } from 'react';
import { stageOf } from '../assets/asset-name.ts';
import { useWords } from '../words/use-words.tsx';
import { type LineageFilter, lineageHref, parseLineageFilter, passesFilter } from './lineage-filter.ts';
import { LineageGraph } from './lineage-graph.tsx';
import type { LineageItem } from './lineage-model.ts';

/** The lineage with its filter bar. The filter is the address; typing replaces it, so that back leads to the page before. */
export function LineageView({ items }: { readonly items: readonly LineageItem[] }) {
  const { text: all } = useWords();
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
        <h1 className="font-semibold">{all.shell.lineage}</h1>
        <input
          type="search"
          value={filter.text}
          onChange={(event) => change({ ...filter, text: event.target.value })}
          placeholder={all.lineage.filter}
          aria-label={all.lineage.filter}
          className="w-full max-w-64 rounded-md border border-line-strong bg-page px-2.5 py-1 placeholder:text-soft"
        />
        <select
          value={filter.stage}
          onChange={(event) => change({ ...filter, stage: event.target.value })}
          aria-label={all.lineage.stage}
          className="rounded-md border border-line-strong bg-page px-2 py-1"
        >
          <option value="">{all.lineage.allStages}</option>
          {[...new Set(items.map(({ key }) => stageOf(key)))].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <span className="text-soft" role="status">
          {kept.size === items.length
            ? all.status.assets(items.length)
            : all.status.of(kept.size, all.status.assets(items.length))}
        </span>
      </div>
      <div className="min-h-0 flex-1">
        {kept.size === 0 ? (
          <p className="px-6 py-8 text-soft">{all.assets.noSuchName}</p>
        ) : (
          <LineageGraph items={items} keep={keep} />
        )}
      </div>
    </main>
  );
}
