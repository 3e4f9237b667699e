'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

const everyMs = 3_000;

/** Asks the server again as long as it is on the page and the page is seen. */
export function LiveRetry() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden) router.refresh();
    }, everyMs);
    return () => clearInterval(timer);
  }, [router]);
  return <p className="text-soft">This page looks again every {everyMs / 1_000} seconds.</p>;
}
