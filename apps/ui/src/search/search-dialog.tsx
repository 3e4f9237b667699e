'use client';

import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import type { Found } from './find-hits.ts';

const pauseMs = 120;
const limit = 20;

/** Finds pages, meters, assets and runs by words: a button, and Ctrl-K or Cmd-K from anywhere. */
export function SearchDialog() {
  const { text } = useWords();
  const own = text.search;
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOpen, setOpen] = useState(false);
  const open = useCallback(() => {
    setOpen(true);
    dialog.current?.showModal();
  }, []);
  useEffect(() => {
    const press = (event: globalThis.KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey)
        return;
      event.preventDefault();
      if (dialog.current?.open === true) dialog.current.close();
      else open();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, [open]);
  return (
    <>
      <button
        type="button"
        onClick={open}
        aria-keyshortcuts="Control+K Meta+K"
        title={own.open}
        className="flex cursor-pointer items-center gap-1.5 rounded-md border border-line px-2 py-1 text-[12px] text-soft hover:bg-sunken hover:text-ink"
      >
        <svg aria-hidden="true" viewBox="0 0 16 16" className="size-3.5" fill="none" stroke="currentColor">
          <circle cx="6.8" cy="6.8" r="4.6" strokeWidth="1.6" />
          <path d="m10.4 10.4 4 4" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
        <span className="sr-only lg:not-sr-only">{own.label}</span>
        <span aria-hidden="true" className="hidden text-[11px] lg:inline">
          {own.keys}
        </span>
      </button>
      <dialog
        ref={dialog}
        aria-label={own.label}
        onClose={() => setOpen(false)}
        onClick={(event) => {
          if (event.target === dialog.current) dialog.current?.close();
        }}
        onKeyDown={(event) => event.key === 'Escape' && dialog.current?.close()}
        className="mx-auto mt-[8vh] mb-auto w-[min(40rem,calc(100vw-1.5rem))] rounded-lg border border-line-strong bg-surface p-0 text-ink backdrop:bg-black/40"
      >
        {isOpen && <SearchBox onLeave={() => dialog.current?.close()} />}
      </dialog>
    </>
  );
}

function SearchBox({ onLeave }: { readonly onLeave: () => void }) {
  const { text } = useWords();
  const own = text.search;
  const router = useRouter();
  const list = useId();
  const [words, setWords] = useState('');
  const { found, isAway } = useFound(words);
  const [active, setActive] = useState(0);
  const hits = found?.hits ?? [];
  const chosen = hits[Math.min(active, hits.length - 1)];
  const optionId = (index: number) => `${list}-${index}`;
  useEffect(() => {
    document.getElementById(`${list}-${active}`)?.scrollIntoView({ block: 'nearest' });
  }, [list, active]);
  const press = (event: KeyboardEvent) => {
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: active + 1,
      ArrowUp: active - 1,
      PageDown: Math.min(active + 8, hits.length - 1),
      PageUp: Math.max(active - 8, 0),
    };
    const next = steps[event.key];
    if (next !== undefined && hits.length > 0) {
      event.preventDefault();
      setActive((next + hits.length) % hits.length);
    } else if (event.key === 'Enter' && chosen !== undefined && !event.nativeEvent.isComposing) {
      event.preventDefault();
      onLeave();
      router.push(chosen.href);
    }
  };
  return (
    <div className="grid max-h-[75vh] grid-rows-[auto_1fr_auto]">
      <div className="flex items-center gap-2 border-b border-line p-3">
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type into it
          autoFocus
          role="combobox"
          aria-label={own.label}
          aria-expanded={hits.length > 0}
          aria-controls={list}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : optionId(hits.indexOf(chosen))}
          autoComplete="off"
          spellCheck={false}
          placeholder={own.placeholder}
          value={words}
          onChange={(event) => {
            setWords(event.target.value);
            setActive(0);
          }}
          onKeyDown={press}
          className="w-full min-w-0 rounded-md border border-line-strong bg-page px-2.5 py-1.5 placeholder:text-soft"
        />
        <button
          type="button"
          onClick={onLeave}
          className="cursor-pointer rounded-md px-2 py-1 text-soft hover:bg-sunken hover:text-ink"
        >
          {text.acts.close}
        </button>
      </div>
      <div id={list} role="listbox" aria-label={own.hits} className="min-h-0 overflow-y-auto p-1.5">
        {hits.map(({ kind, label, detail, href }, index) => (
          <Link
            key={`${kind} ${href}`}
            id={optionId(index)}
            role="option"
            aria-selected={hits[index] === chosen}
            tabIndex={-1}
            prefetch={false}
            href={href}
            onClick={onLeave}
            onMouseMove={() => setActive(index)}
            className="flex items-baseline gap-3 rounded-md px-2.5 py-1.5 aria-selected:bg-accent-soft"
          >
            <span className="min-w-0 flex-1">
              <span className="break-all">{label}</span>
              {detail !== '' && <span className="block truncate text-[12px] text-soft">{detail}</span>}
            </span>
            <span className="text-[12px] text-soft">{own.kinds[kind]}</span>
          </Link>
        ))}
      </div>
      <p role="status" className="border-t border-line px-4 py-2 text-[12px] text-soft">
        {isAway ? text.acts.noAnswer : found === undefined ? own.searching : own.found(hits.length, found.total)}
      </p>
    </div>
  );
}

/** What the server finds; while it looks anew, what it found before stands. */
function useFound(words: string): { readonly found: Found | undefined; readonly isAway: boolean } {
  const [found, setFound] = useState<Found>();
  const [isAway, setAway] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    const look = async () => {
      try {
        const query = new URLSearchParams({ text: words, limit: String(limit) });
        const response = await fetch(`/api/search?${query}`, { signal: ended.signal });
        setAway(!response.ok);
        if (response.ok) setFound((await response.json()) as Found);
      } catch {
        if (!ended.signal.aborted) setAway(true);
      }
    };
    const timer = setTimeout(() => void look(), words === '' ? 0 : pauseMs);
    return () => {
      clearTimeout(timer);
      ended.abort();
    };
  }, [words]);
  return { found, isAway };
}
