'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useWords } from '../words/use-words.tsx';

/** No more refreshes than one in this time: a run tells of hundreds of steps. */
const pauseMs = 1_000;

/**
 * Brings what is shown up to date when something has happened. Listens only while the page is seen; on coming back it goes on after
 * the last event it knows.
 */
export function LiveEvents() {
  const router = useRouter();
  const { text } = useWords();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let lastId: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    let refreshedAt = 0;
    const refresh = () => {
      timer ??= setTimeout(
        () => {
          timer = undefined;
          refreshedAt = Date.now();
          router.refresh();
        },
        Math.max(0, refreshedAt + pauseMs - Date.now()),
      );
    };
    const open = () => {
      source ??= new EventSource(lastId === undefined ? '/api/events' : `/api/events?after=${lastId}`);
      source.onopen = () => setConnected(true);
      source.onerror = () => setConnected(false);
      source.addEventListener('position', (event) => {
        lastId = event.lastEventId;
      });
      source.addEventListener('changes', (event) => {
        lastId = event.lastEventId;
        refresh();
      });
    };
    const close = () => {
      source?.close();
      source = undefined;
      setConnected(false);
    };
    const follow = () => (document.hidden ? close() : open());
    follow();
    document.addEventListener('visibilitychange', follow);
    return () => {
      document.removeEventListener('visibilitychange', follow);
      clearTimeout(timer);
      close();
    };
  }, [router]);
  return (
    <span
      role="status"
      data-live={connected}
      title={connected ? text.shell.liveMeaning : text.shell.offlineMeaning}
      className="inline-flex items-center gap-1.5 text-soft"
    >
      <span
        aria-hidden="true"
        className={`size-2 rounded-full ${connected ? 'bg-[var(--status-fresh)]' : 'bg-line-strong'}`}
      />
      <span className="sr-only sm:not-sr-only">{connected ? text.shell.live : text.shell.offline}</span>
    </span>
  );
}
