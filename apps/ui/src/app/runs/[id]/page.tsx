import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { RunActs } from '../../../acts/run-acts.tsx';
import { queryOf } from '../../../address/query-of.ts';
import { assetHref } from '../../../assets/asset-name.ts';
import { ask } from '../../../data/house.ts';
import { houseZone } from '../../../data/house-zone.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { RunStatus } from '../../../parts/run-status.tsx';
import { StepCauses, StepSpan } from '../../../parts/step-words.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { ganttOf } from '../../../runs/gantt.ts';
import { parseLogFilter } from '../../../runs/log-filter.ts';
import { RunGantt } from '../../../runs/run-gantt.tsx';
import { RunLog } from '../../../runs/run-log.tsx';
import { pageWords } from '../../../words/page-words.ts';

type Params = {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Steps that one page shows; a run over everything may have thousands. */
const stepsShown = 500;

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
  const { run, steps, log } = detail;
  const filter = parseLogFilter(await queryOf(searchParams));
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
      </Card>
      {gantt !== undefined && <RunGantt gantt={gantt} words={words} />}
      <Card title={text.steps} aside={words.text.status.steps(steps.length)} flush>
        {steps.length === 0 ? (
          <p className="px-4 py-3 text-soft">{text.noStep}</p>
        ) : (
          <table className="table-dense">
            <thead>
              <tr>
                <th>{text.asset}</th>
                <th>{text.status}</th>
                <th>{text.partitions}</th>
                <th className="text-right!">{text.made}</th>
                <th className="text-right!">{text.changed}</th>
                <th className="text-right!">{text.cutOff}</th>
                <th className="text-right!">{text.failed}</th>
                <th className="text-right!">{text.took}</th>
                <th>{text.because}</th>
              </tr>
            </thead>
            <tbody>
              {steps.slice(0, stepsShown).map((step) => (
                <tr key={step.id}>
                  <td>
                    <Link href={assetHref(step.asset)} className="prose-link whitespace-nowrap">
                      {step.asset}
                    </Link>
                    {step.error !== null && <p className="text-bad">{step.error}</p>}
                  </td>
                  <td>
                    <RunStatus status={step.status} words={words} />
                  </td>
                  <td>
                    <StepSpan step={step} words={words} />
                  </td>
                  <td className="text-right">{format.count(step.made)}</td>
                  <td className="text-right">{format.count(step.changed)}</td>
                  <td className="text-right">{format.count(step.cutOff)}</td>
                  <td className={`text-right ${step.failed > 0 ? 'text-bad' : ''}`}>{format.count(step.failed)}</td>
                  <td className="text-right whitespace-nowrap">
                    {step.durationMs === null ? '' : format.duration(step.durationMs)}
                  </td>
                  <td className="min-w-48">
                    <StepCauses causes={step.causes} words={words} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {steps.length > stepsShown && <p className="px-4 py-2 text-soft">{text.after(steps.length - stepsShown)}</p>}
      </Card>
      <RunLog run={id} lines={log} filter={filter} zone={zone} words={words} />
    </Page>
  );
}
