import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { RunActs } from '../../../acts/run-acts.tsx';
import { assetHref } from '../../../assets/asset-name.ts';
import { ask } from '../../../data/house.ts';
import { houseZone } from '../../../data/house-zone.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { formatCount } from '../../../format/format-number.ts';
import { formatDuration, formatInstant } from '../../../format/format-time.ts';
import { plural } from '../../../format/plural.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { RunStatus } from '../../../parts/run-status.tsx';
import { StepCauses, StepSpan } from '../../../parts/step-words.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { RunLog } from '../../../runs/run-log.tsx';

type Params = { readonly params: Promise<{ readonly id: string }> };

/** Steps that one page shows; a run over everything may have thousands. */
const stepsShown = 500;

export async function generateMetadata({ params }: Params): Promise<Metadata> {
  return { title: `Run ${(await params).id}` };
}

export default async function RunPage({ params }: Params) {
  const id = Number((await params).id);
  if (!Number.isSafeInteger(id)) notFound();
  const answer = await ask(async (read) => ({ detail: await read.run(id), zone: houseZone(await read.assets()) }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} />;
  const { detail, zone } = answer.value;
  if (detail === undefined) notFound();
  const { run, steps, log } = detail;
  const count = (name: string) => formatCount(run.counts[name] ?? 0);
  return (
    <Page>
      <PageHead
        title={`Run #${run.id}`}
        note={<RunStatus status={run.status} />}
        aside={!isReadOnly() && <RunActs run={run.id} status={run.status} />}
      />
      <Card title="Summary">
        <Facts
          facts={[
            [
              'Asked for',
              run.selection === '' ? (
                'everything'
              ) : (
                <code key="s" className="font-mono text-[12px]">
                  {run.selection}
                </code>
              ),
            ],
            ['Kind', `${run.kind} by ${run.actor}`],
            ['Started', formatInstant(run.startedAt, zone)],
            ['Took', formatDuration(run.durationMs ?? Math.max(0, Date.now() - run.startedAt))],
            ['Planned', count('planned')],
            ['Made', count('made')],
            ['Cut off', count('cutOff')],
            ['Failed', count('failed')],
            ['Blocked', count('blocked')],
          ]}
        />
        {run.error !== null && <p className="mt-3 text-bad">{run.error}</p>}
      </Card>
      <Card title="Steps" aside={plural(steps.length, 'step')} flush>
        {steps.length === 0 ? (
          <p className="px-4 py-3 text-soft">No step was needed.</p>
        ) : (
          <table className="table-dense">
            <thead>
              <tr>
                <th>Asset</th>
                <th>Status</th>
                <th>Partitions</th>
                <th className="text-right!">Made</th>
                <th className="text-right!">Changed</th>
                <th className="text-right!">Cut off</th>
                <th className="text-right!">Failed</th>
                <th className="text-right!">Took</th>
                <th>Because</th>
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
                    <RunStatus status={step.status} />
                  </td>
                  <td>
                    <StepSpan step={step} />
                  </td>
                  <td className="text-right">{formatCount(step.made)}</td>
                  <td className="text-right">{formatCount(step.changed)}</td>
                  <td className="text-right">{formatCount(step.cutOff)}</td>
                  <td className={`text-right ${step.failed > 0 ? 'text-bad' : ''}`}>{formatCount(step.failed)}</td>
                  <td className="text-right whitespace-nowrap">
                    {step.durationMs === null ? '' : formatDuration(step.durationMs)}
                  </td>
                  <td className="min-w-48">
                    <StepCauses causes={step.causes} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {steps.length > stepsShown && (
          <p className="px-4 py-2 text-soft">and {formatCount(steps.length - stepsShown)} after them</p>
        )}
      </Card>
      <RunLog lines={log} zone={zone} />
    </Page>
  );
}
