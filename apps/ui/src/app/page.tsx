import Link from 'next/link';
import { queryOf } from '../address/query-of.ts';
import { assetHref, subjectOf } from '../assets/asset-name.ts';
import { ask } from '../data/house.ts';
import { MatrixCanvas } from '../matrix/matrix-canvas.tsx';
import { matrixRanges, parseMatrixRange } from '../matrix/matrix-model.ts';
import { Anomalies } from '../overview/anomaly-list.tsx';
import { loadOverview } from '../overview/load-overview.ts';
import { verdictOf } from '../overview/verdict.ts';
import { Verdict } from '../overview/verdict-line.tsx';
import { Card } from '../parts/card.tsx';
import { EmptyHouse } from '../parts/empty-house.tsx';
import { LinkTabs } from '../parts/link-tabs.tsx';
import { Page } from '../parts/page-head.tsx';
import { RunTable } from '../parts/run-table.tsx';
import { StatusBar } from '../parts/status-bar.tsx';
import { StatusCounts, StatusLegend } from '../parts/status-counts.tsx';
import { UnavailablePage } from '../parts/unavailable-page.tsx';
import { worstStatus } from '../status/status-facts.ts';
import { pageWords } from '../words/page-words.ts';

export default async function OverviewPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const words = await pageWords();
  const { format } = words;
  const text = words.text.overview;
  const range = parseMatrixRange((await queryOf(searchParams)).days);
  const answer = await ask((read) => loadOverview(read, range));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const { overview, zone, asOf, anomalies, critical, matrix, assets } = answer.value;
  if (overview.assets === 0) return <EmptyHouse words={words} />;
  const now = Date.now();
  const verdict = verdictOf(
    { counts: overview.counts, running: overview.running.length, lastRun: overview.lastRuns[0], critical },
    text.verdict,
  );
  const total = Object.values(overview.counts).reduce((sum, count) => sum + count, 0);
  const troubled = assets.filter(
    ({ active, summary }) =>
      active && summary !== null && ['failed', 'blocked'].includes(worstStatus(summary.counts) ?? ''),
  );
  return (
    <Page>
      <section className="grid gap-3 rounded-lg border border-line bg-surface px-4 py-4">
        <Verdict verdict={verdict} />
        <StatusBar counts={overview.counts} />
        <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
          <StatusCounts counts={overview.counts} words={words} />
          <span className="text-soft">
            {text.totals(total, overview.assets)}
            {asOf !== undefined && text.asOf(format.instant(asOf, zone))}
          </span>
        </div>
        {troubled.length > 0 && (
          <ul className="flex flex-wrap gap-x-4 gap-y-1">
            {troubled.slice(0, 12).map(({ key, summary }) => (
              <li key={key}>
                <Link href={assetHref(key)} className="prose-link">
                  {key}
                </Link>{' '}
                <span className="text-bad">
                  {format.count((summary?.counts.failed ?? 0) + (summary?.counts.blocked ?? 0))}
                </span>
              </li>
            ))}
            {troubled.length > 12 && <li className="text-soft">{text.more(troubled.length - 12)}</li>}
          </ul>
        )}
      </section>

      <Card
        title={text.matrix}
        aside={
          <LinkTabs
            label={text.daysShown}
            tabs={matrixRanges.map((value) => ({
              label: text.ranges[value],
              href: `/?days=${value}`,
              current: value === range,
            }))}
          />
        }
      >
        {matrix.rows.length === 0 ? (
          <p className="text-soft">{text.noMeterDay}</p>
        ) : (
          <>
            <MatrixCanvas key={range} model={matrix} />
            <div className="mt-1 text-[12px]">
              <StatusLegend words={words} />
            </div>
          </>
        )}
      </Card>

      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card
          flush
          title={overview.running.length > 0 ? text.runningAndLast : text.lastRuns}
          aside={
            <Link href="/runs" className="prose-link">
              {text.allRuns}
            </Link>
          }
        >
          {overview.lastRuns.length === 0 ? (
            <p className="px-4 py-3 text-soft">{text.nothingRan}</p>
          ) : (
            <RunTable runs={overview.lastRuns.slice(0, 8)} zone={zone} now={now} words={words} />
          )}
        </Card>
        <Card
          title={text.anomalies}
          aside={
            <Link href="/anomalies" className="prose-link">
              {text.allAnomalies}
            </Link>
          }
          flush
        >
          <Anomalies
            anomalies={anomalies}
            zone={zone}
            unitOf={(key) => assets.find((one) => one.key === key)?.unit ?? null}
            words={words}
            nameOf={subjectOf}
          />
        </Card>
      </div>
    </Page>
  );
}
