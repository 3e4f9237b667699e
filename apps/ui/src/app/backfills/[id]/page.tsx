import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { BackfillActs } from '../../../backfills/backfill-acts.tsx';
import { BackfillProgress } from '../../../backfills/backfill-progress.tsx';
import { ask } from '../../../data/house.ts';
import { houseZone } from '../../../data/house-zone.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { RunStatus } from '../../../parts/run-status.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { runHref } from '../../../runs/run-href.ts';
import { pageWords } from '../../../words/page-words.ts';

type Params = { readonly params: Promise<{ readonly id: string }> };

/** Chunks that one page lists. */
const shown = 300;

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: (await pageWords()).text.backfills.number(Number((await params).id)) };
}

export default async function BackfillPage({ params }: Params) {
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id)) notFound();
  const words = await pageWords();
  const { text, format } = words;
  const own = text.backfills;
  const answer = await ask(async (read) => ({
    backfill: await read.backfill(id),
    zone: houseZone(await read.assets()),
  }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { backfill, zone } = answer.value;
  if (backfill === undefined) notFound();
  const { chunks, status } = backfill;
  return (
    <Page>
      <PageHead
        title={own.number(id)}
        note={<RunStatus status={status} words={words} />}
        aside={!isReadOnly() && <BackfillActs backfill={id} status={status} isEnded={backfill.isEnded} />}
      />
      <Card title={own.progress}>
        <div className="grid grid-cols-1 gap-4">
          <BackfillProgress backfill={backfill} words={words} />
          <Facts
            facts={[
              [
                text.runs.askedFor,
                <code key="selection" className="font-mono text-[12px]">
                  {backfill.selection || text.runs.everything}
                </code>,
              ],
              [own.dates, own.range(backfill.from, backfill.to)],
              [own.which, own.states[(backfill.state ?? 'needed') as keyof typeof own.states] ?? backfill.state ?? ''],
              [own.order, backfill.newestFirst ? own.newestFirst : own.oldestFirst],
              [own.filed, `${format.minute(backfill.filedAt, zone)}, ${backfill.actor}`],
              [own.ended, backfill.finishedAt === null ? '–' : format.minute(backfill.finishedAt, zone)],
              [text.runs.made, format.count(backfill.made)],
              [text.runs.failed, format.count(backfill.failed)],
            ]}
          />
          {backfill.remarks.map((remark) => (
            <p key={remark} className="text-warn">
              {remark}
            </p>
          ))}
        </div>
      </Card>
      <Card title={own.chunks} aside={text.status.of(backfill.parts.done, format.count(backfill.parts.total))} flush>
        <table className="table-dense">
          <thead>
            <tr>
              <th>{own.dates}</th>
              <th>{text.runs.status}</th>
              <th className="text-right!">{own.assets}</th>
              <th className="text-right!">{text.runs.planned}</th>
              <th className="text-right!">{text.runs.made}</th>
              <th className="text-right!">{text.runs.failed}</th>
              <th className="text-right!">{text.runs.took}</th>
              <th>{text.runs.run}</th>
            </tr>
          </thead>
          <tbody>
            {chunks.slice(0, shown).map((chunk) => (
              <tr key={chunk.position}>
                <td className="whitespace-nowrap">
                  {own.range(chunk.from, chunk.to)}
                  {chunk.error !== null && <p className="max-w-96 whitespace-normal text-bad">{chunk.error}</p>}
                </td>
                <td>
                  <RunStatus status={chunk.status} words={words} />
                </td>
                <td className="text-right">{format.count(chunk.assets)}</td>
                <td className="text-right">{format.count(chunk.planned)}</td>
                <td className="text-right">{format.count(chunk.made)}</td>
                <td className={`text-right ${chunk.failed > 0 ? 'text-bad' : ''}`}>{format.count(chunk.failed)}</td>
                <td className="text-right whitespace-nowrap">
                  {chunk.workedMs === 0 ? '' : format.duration(chunk.workedMs)}
                </td>
                <td>
                  {chunk.run !== null && (
                    <Link href={runHref(chunk.run)} className="prose-link">
                      #{chunk.run}
                    </Link>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
        {chunks.length > shown && <p className="px-4 py-2 text-soft">{text.runs.after(chunks.length - shown)}</p>}
      </Card>
    </Page>
  );
}
