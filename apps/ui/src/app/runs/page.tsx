import type { Metadata } from 'next';
import Link from 'next/link';
import { queryOf } from '../../address/query-of.ts';
import { ask } from '../../data/house.ts';
import { houseZone } from '../../data/house-zone.ts';
import { Card } from '../../parts/card.tsx';
import { LinkTabs } from '../../parts/link-tabs.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { RunTable } from '../../parts/run-table.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { parseRunPage, runPageHref, runStatuses } from '../../runs/run-page.ts';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.shell.runs };
}

const pageLength = 50;

export default async function RunsPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const text = words.text.runs;
  const page = parseRunPage(await queryOf(searchParams));
  const answer = await ask(async (read) => ({
    runs: await read.runs({ ...page, limit: pageLength + 1 }),
    zone: houseZone(await read.assets()),
  }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { runs, zone } = answer.value;
  const shown = runs.slice(0, pageLength);
  const last = shown.at(-1);
  return (
    <Page>
      <PageHead
        title={words.text.shell.runs}
        note={
          <Link href="/backfills" className="prose-link">
            {words.text.backfills.title}
          </Link>
        }
        aside={
          <LinkTabs
            label={text.status}
            tabs={[undefined, ...runStatuses].map((status) => ({
              label: status === undefined ? text.all : (words.text.status.runs[status] ?? status),
              href: runPageHref(status === undefined ? {} : { status }),
              current: status === page.status,
            }))}
          />
        }
      />
      <Card title={page.before === undefined ? text.newest : text.before(page.before)} flush>
        {shown.length === 0 ? (
          <p className="px-4 py-3 text-soft">{text.noSuchRun}</p>
        ) : (
          <RunTable runs={shown} zone={zone} now={Date.now()} words={words} />
        )}
      </Card>
      {runs.length > pageLength && last !== undefined && (
        <Link href={runPageHref({ ...page, before: last.id })} className="prose-link justify-self-start">
          {text.older}
        </Link>
      )}
    </Page>
  );
}
