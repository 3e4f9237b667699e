'use client';

import { Page } from '../parts/page-head.tsx';

/** What a reader sees where a page failed; the server's log has the details. */
export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">This page could not be made</h1>
        <p className="text-soft">
          The log of the UI says why{error.digest === undefined ? '' : ` (${error.digest})`}. Nothing was changed.
        </p>
        <button
          type="button"
          onClick={reset}
          className="cursor-pointer justify-self-start rounded-md border border-line-strong bg-surface px-3 py-1 hover:bg-sunken"
        >
          Try again
        </button>
      </div>
    </Page>
  );
}
