'use client';

import Link from 'next/link';
import { usePathname, useSearchParams } from 'next/navigation';
import { useCallback, useDeferredValue, useEffect, useMemo, useRef } from 'react';
import { stageOf } from '../assets/asset-name.ts';
import { backfillHref } from '../backfills/backfill-wish.ts';
import { Button } from '../parts/button.tsx';
import { useWords } from '../words/use-words.tsx';
import { collapseStages } from './collapse-stages.ts';
import { isInStage, type LineageFilter, lineageHref, parseLineageFilter } from './lineage-filter.ts';
import { LineageGraph } from './lineage-graph.tsx';
import { type PackedLineage, unpackLineage } from './pack-lineage.ts';
import { selectLineage } from './select-lineage.ts';
import { linkLineage, pathBetween } from './walk-lineage.ts';

/** The lineage with its selection bar. What is shown is the address; typing replaces it, so that back leads to the page before. */
export function LineageView({ packed, canAct }: { readonly packed: PackedLineage; readonly canAct: boolean }) {
  const { text: all } = useWords();
  const words = all.lineage;
  const page = usePathname();
  const filter = parseLineageFilter(useSearchParams());
  const select = useDeferredValue(filter.select);
  const { stage, collapsed, path } = filter;
  const openStages = filter.open.join(',');
  const items = useMemo(() => unpackLineage(packed), [packed]);
  const links = useMemo(() => linkLineage(items), [items]);
  const selection = useMemo(() => selectLineage(items, links, select), [items, links, select]);
  const kept = useMemo(() => new Set([...selection.keys].filter((key) => isInStage(stage, key))), [selection, stage]);
  const shown = useMemo(
    () =>
      collapsed
        ? collapseStages(
            items.filter(({ key }) => kept.has(key)),
            new Set(openStages.split(',')),
          )
        : items,
    [items, kept, collapsed, openStages],
  );
  const keep = useCallback((key: string) => collapsed || kept.has(key), [collapsed, kept]);
  const change = (part: Partial<LineageFilter>) => {
    if (page === '/lineage') window.history.replaceState(null, '', lineageHref({ ...filter, ...part }));
  };
  // The address follows what is typed; the field follows the address only while nobody types.
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => {
    const element = field.current;
    if (element !== null && element !== document.activeElement) element.value = filter.select;
  }, [filter.select]);
  const { fault } = selection;
  const [from, to] = path;
  const between = from === undefined || to === undefined ? undefined : pathBetween(links, from, to).size;
  return (
    <main className="flex h-[calc(100dvh-72px)] flex-col sm:h-[calc(100dvh-3rem-1px)]">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-line bg-surface px-3 py-2 sm:px-6">
        <h1 className="font-semibold">{all.shell.lineage}</h1>
        <input
          ref={field}
          type="search"
          defaultValue={filter.select}
          onChange={(event) => change({ select: event.target.value })}
          placeholder={words.select}
          aria-label={words.select}
          aria-invalid={fault !== undefined}
          title={words.selectHelp}
          className="w-full max-w-80 rounded-md border border-line-strong bg-page px-2.5 py-1 placeholder:text-soft aria-[invalid=true]:border-bad"
        />
        <select
          value={filter.stage}
          onChange={(event) => change({ stage: event.target.value })}
          aria-label={words.stage}
          className="max-w-40 rounded-md border border-line-strong bg-page px-2 py-1"
        >
          <option value="">{words.allStages}</option>
          {[...new Set(items.map(({ key }) => stageOf(key)))].map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={collapsed}
            onChange={(event) => change({ collapsed: event.target.checked, open: [] })}
            className="accent-[var(--accent)]"
          />
          {words.collapse}
        </label>
        <span className={fault === undefined ? 'text-soft' : 'text-bad'} role="status">
          {fault !== undefined
            ? words.fault(fault.at + 1, fault.found, fault.nearest)
            : kept.size === items.length
              ? all.status.assets(items.length)
              : all.status.of(kept.size, all.status.assets(items.length))}
        </span>
        {canAct && select.trim() !== '' && selection.kind === 'selection' && kept.size > 0 && (
          <Link href={backfillHref({ selection: select.trim() })} className="prose-link">
            {words.backfill}
          </Link>
        )}
        {from !== undefined && (
          <span className="flex flex-wrap items-center gap-2 text-[13px]" role="status">
            {to === undefined ? words.pathFrom(from) : words.path(from, to, between ?? 0)}
            <Button onClick={() => change({ path: [] })}>{words.noPath}</Button>
          </span>
        )}
      </div>
      <div className="min-h-0 flex-1">
        {kept.size === 0 ? (
          <p className="px-6 py-8 text-soft">{all.assets.noSuchName}</p>
        ) : (
          <LineageGraph
            items={shown}
            keep={keep}
            path={path}
            onPath={(next) => change({ path: next })}
            onStage={(name) => change({ open: [...filter.open, name] })}
          />
        )}
      </div>
    </main>
  );
}
