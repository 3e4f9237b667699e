import type { Unavailable } from '../data/house.ts';
import { LiveRetry } from '../live/live-retry.tsx';
import { Page } from './page-head.tsx';

/** Says why there is nothing to see, and looks again by itself. */
export function UnavailablePage({ reason }: { readonly reason: Unavailable }) {
  const { title, text } = wordsOf(reason);
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">{title}</h1>
        <p className="text-soft">{text}</p>
        <LiveRetry />
      </div>
    </Page>
  );
}

function wordsOf(reason: Unavailable): { title: string; text: string } {
  switch (reason.kind) {
    case 'absent':
      return {
        title: 'No state database yet',
        text: 'Nothing has been recorded so far. Run “npx meterworks demo” to fill the demo house, or “npx meterworks materialize” for your own.',
      };
    case 'upgrading':
      return {
        title: 'Upgrading',
        text: `The state database has schema ${reason.found}, these pages know ${reason.known}. The service is upgrading it, or was upgraded and these pages were not; in that case start them anew.`,
      };
    case 'unreachable':
      return { title: 'The state database cannot be read', text: `${reason.message}.` };
  }
}
