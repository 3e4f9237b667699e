import { dirname, resolve } from 'node:path';
import type { Unavailable } from '../data/house.ts';
import { uiSettings } from '../data/settings.ts';
import { LiveRetry } from '../live/live-retry.tsx';
import type { Texts } from '../words/texts.ts';
import type { Words } from '../words/words.ts';
import { Page } from './page-head.tsx';

/** Says why there is nothing to see, and looks again by itself. */
export function UnavailablePage({ reason, words }: { readonly reason: Unavailable; readonly words: Words }) {
  const { title, detail } = reasonWords(reason, words.text.shell);
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">{title}</h1>
        <p className="text-soft">{detail}</p>
        <LiveRetry />
      </div>
    </Page>
  );
}

function reasonWords(reason: Unavailable, text: Texts['shell']): { title: string; detail: string } {
  switch (reason.kind) {
    case 'absent':
      return { title: text.absentTitle, detail: text.absentText(dirname(resolve(uiSettings().stateDatabase))) };
    case 'upgrading':
      return { title: text.upgradingTitle, detail: text.upgradingText(reason.found, reason.known) };
    case 'unreachable':
      return { title: text.unreachableTitle, detail: `${reason.message}.` };
  }
}
