import { LiveRetry } from '../live/live-retry.tsx';
import type { Words } from '../words/words.ts';
import { Page } from './page-head.tsx';

/** A state database that knows no asset yet. */
export function EmptyHouse({ words }: { readonly words: Words }) {
  const { emptyTitle, emptyText } = words.text.shell;
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">{emptyTitle}</h1>
        <p className="text-soft">{emptyText}</p>
        <LiveRetry />
      </div>
    </Page>
  );
}
