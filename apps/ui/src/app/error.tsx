'use client';

import { Button } from '../parts/button.tsx';
import { Page } from '../parts/page-head.tsx';
import { useWords } from '../words/use-words.tsx';

/** What a reader sees where a page failed; the server's log has the details. */
export default function PageError({
  error,
  reset,
}: {
  readonly error: Error & { digest?: string };
  readonly reset: () => void;
}) {
  const { shell: text } = useWords().text;
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">{text.brokenTitle}</h1>
        <p className="text-soft">{text.brokenText(error.digest)}</p>
        <Button className="justify-self-start" onClick={reset}>
          {text.tryAgain}
        </Button>
      </div>
    </Page>
  );
}
