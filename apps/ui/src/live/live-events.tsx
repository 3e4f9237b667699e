'use client';

import { useRouter } from 'next/navigation';
import { useEffect, useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import { followStream } from './follow-stream.ts';

/** No more refreshes than one in this time: a run tells of hundreds of steps. */
const pauseMs = 1_000;

/** Brings what is shown up to date when something has happened, as long as the page is seen. */
export function LiveEvents() {
  const router = useRouter();
  const { text } = useWords();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
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
    const stop = followStream({ connected: setConnected, changed: refresh });
    return () => {
      stop();
      clearTimeout(timer);
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
