'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { useWords } from '../words/use-words.tsx';

const everyMs = 3_000;

/** Asks the server again as long as it is on the page and the page is seen. */
export function LiveRetry() {
  const router = useRouter();
  const { text } = useWords();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return <p className="text-soft">{text.shell.looksAgain(everyMs / 1_000)}</p>;
}
