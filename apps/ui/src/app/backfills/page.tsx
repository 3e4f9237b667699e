import type { Metadata } from 'next';
import Link from 'next/link';
import { BackfillProgress } from '../../backfills/backfill-progress.tsx';
import { ask } from '../../data/house.ts';
import { houseZone } from '../../data/house-zone.ts';
import { isReadOnly } from '../../data/settings.ts';
import { agoText } from '../../format/ago-text.ts';
import { Card } from '../../parts/card.tsx';
import { Page, PageHead } from '../../parts/page-head.tsx';
import { RunStatus } from '../../parts/run-status.tsx';
import { UnavailablePage } from '../../parts/unavailable-page.tsx';
import { pageWords } from '../../words/page-words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageWords()).text.backfills.title };
}

export default async function BackfillsPage() {
  const words = await pageWords();
  const { text, format } = words;
  const own = text.backfills;
  const answer = await ask(async (read) => ({
    backfills: await read.backfills(),
    zone: houseZone(await read.assets()),
  }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { backfills, zone } = answer.value;
  const now = Date.now();
  return (
    <Page>
      <PageHead
        title={own.title}
        note={own.what}
        aside={
          !isReadOnly() && (
            <Link href="/backfills/new" className="prose-link">
              {own.newOpen}
            </Link>
          )
        }
      />
      <Card title={own.title} flush>
        {backfills.length === 0 ? (
          <p className="px-4 py-3 text-soft">{own.none}</p>
        ) : (
          <table className="table-dense">
            <thead>
              <tr>
                <th>{own.one}</th>
                <th>{text.runs.status}</th>
                <th>{own.progress}</th>
                <th>{text.runs.askedFor}</th>
                <th>{text.assets.when}</th>
              </tr>
            </thead>
            <tbody>
              {backfills.map((backfill) => (
                <tr key={backfill.id}>
                  <td>
                    <Link href={`/backfills/${backfill.id}`} className="prose-link">
                      #{backfill.id}
                    </Link>
                  </td>
                  <td>
                    <RunStatus status={backfill.status} words={words} />
                  </td>
                  <td>
                    <BackfillProgress backfill={backfill} words={words} />
                  </td>
                  <td className="min-w-52">
                    <code className="font-mono text-[12px]">{backfill.selection || text.runs.everything}</code>{' '}
                    <span className="text-soft">{own.range(backfill.from, backfill.to)}</span>
                  </td>
                  <td className="whitespace-nowrap" title={format.instant(backfill.filedAt, zone)}>
                    {agoText(backfill.filedAt, now, words)} <span className="text-soft">{backfill.actor}</span>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Card>
    </Page>
  );
}
