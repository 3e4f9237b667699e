import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { RunActs } from '../../../acts/run-acts.tsx';
import { queryOf } from '../../../address/query-of.ts';
import { ask } from '../../../data/house.ts';
import { houseZone } from '../../../data/house-zone.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { RunStatus } from '../../../parts/run-status.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { FoldLink } from '../../../runs/fold-link.tsx';
import { ganttOf } from '../../../runs/gantt.ts';
import { parseLogFilter } from '../../../runs/log-filter.ts';
import { orderSteps } from '../../../runs/order-steps.ts';
import { RetryList } from '../../../runs/retry-list.tsx';
import { linesOf, parseOpenPieces } from '../../../runs/run-folds.ts';
import { RunGantt } from '../../../runs/run-gantt.tsx';
import { RunLog } from '../../../runs/run-log.tsx';
import { StepTable } from '../../../runs/step-table.tsx';
import { pageWords } from '../../../words/page-words.ts';

type Params = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Pick<Params, 'params'>): Promise<Metadata> {
  const { text } = await pageWords();
  return { title: text.runs.pageTitle((await params).id) };
}

export default async function RunPage({ params, searchParams }: Params) {
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id)) notFound();
  const words = await pageWords();
  const { format } = words;
  const text = words.text.runs;
  const answer = await ask(async (read) => ({ detail: await read.run(id), zone: houseZone(await read.assets()) }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { detail, zone } = answer.value;
  if (detail === undefined) notFound();
  const { run, steps, log, retries } = detail;
  const query = await queryOf(searchParams);
  const filter = parseLogFilter(query);
  const open = parseOpenPieces(query);
  const folds = { run: id, filter, open, words };
  const gantt = ganttOf(steps, Date.now());
  const count = (name: string) => format.count(run.counts[name] ?? 0);
  return (
    <Page>
      <PageHead
        title={text.title(run.id)}
        note={<RunStatus status={run.status} words={words} />}
        aside={!isReadOnly() && <RunActs run={run.id} status={run.status} />}
      />
      <Card title={text.summary}>
        <Facts
          facts={[
            [
              text.askedFor,
              run.selection === '' ? (
                text.everything
              ) : (
                <code key="s" className="font-mono text-[12px]">
                  {run.selection}
                </code>
              ),
            ],
            [text.kind, words.text.status.kindBy(words.text.status.kinds[run.kind] ?? run.kind, run.actor)],
            [text.started, format.instant(run.startedAt, zone)],
            [text.took, format.duration(run.durationMs ?? Math.max(0, Date.now() - run.startedAt))],
            [text.planned, count('planned')],
            [text.made, count('made')],
            [text.cutOff, count('cutOff')],
            [text.failed, count('failed')],
            [text.blocked, count('blocked')],
          ]}
        />
        {run.error !== null && <p className="mt-3 text-bad">{run.error}</p>}
        <RetryList retries={retries} zone={zone} now={Date.now()} words={words} />
      </Card>
      {gantt !== undefined && (
        <Card id="timeline" title={text.timeline} aside={format.duration(gantt.to - gantt.from)}>
          <RunGantt gantt={gantt} shown={linesOf('timeline', open)} words={words} />
          <FoldLink {...folds} piece="timeline" total={gantt.rows.length} />
        </Card>
      )}
      <Card id="steps" title={text.steps} aside={words.text.status.steps(steps.length)} flush>
        {steps.length === 0 ? (
          <p className="px-4 py-3 text-soft">{run.status === 'failed' ? text.brokeOff : text.noStep}</p>
        ) : (
          <StepTable steps={orderSteps(steps).slice(0, linesOf('steps', open))} words={words} />
        )}
        <div className="px-4 py-2 empty:hidden">
          <FoldLink {...folds} piece="steps" total={steps.length} />
        </div>
      </Card>
      <RunLog run={id} lines={log} filter={filter} open={open} zone={zone} words={words} />
    </Page>
  );
}
