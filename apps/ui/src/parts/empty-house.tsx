import { LiveRetry } from '../live/live-retry.tsx';
import { Page } from './page-head.tsx';

/** A state database that knows no asset yet. */
export function EmptyHouse() {
  return (
    <Page>
      <div className="mx-auto grid max-w-lg gap-3 py-16">
        <h1 className="text-xl font-semibold">Nothing declared yet</h1>
        <p className="text-soft">
          The state database is there, but no graph of assets has been recorded in it. “npx meterworks materialize”
          records and makes what the configuration declares; “npx meterworks demo” fills the demo house.
        </p>
        <LiveRetry />
      </div>
    </Page>
  );
}
