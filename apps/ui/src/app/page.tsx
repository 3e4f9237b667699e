import Link from 'next/link';
import { queryOf } from '../address/query-of.ts';
import { assetHref, subjectOf } from '../assets/asset-name.ts';
import { ask } from '../data/house.ts';
import { formatCount } from '../format/format-number.ts';
import { formatInstant } from '../format/format-time.ts';
import { plural } from '../format/plural.ts';
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

const rangeLabels = { '90': '90 days', '365': '1 year', all: 'All' } as const;

export default async function OverviewPage({
  searchParams,
}: {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}) {
  const range = parseMatrixRange((await queryOf(searchParams)).days);
  const answer = await ask((read) => loadOverview(read, range));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} />;
  const { overview, zone, asOf, anomalies, critical, matrix, assets } = answer.value;
  if (overview.assets === 0) return <EmptyHouse />;
  const now = Date.now();
  const verdict = verdictOf({
    counts: overview.counts,
    running: overview.running.length,
    lastRun: overview.lastRuns[0],
    critical,
  });
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
          <StatusCounts counts={overview.counts} />
          <span className="text-soft">
            {plural(total, 'partition')} of {plural(overview.assets, 'asset')}
            {asOf !== undefined && `, as of ${formatInstant(asOf, zone)}`}
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
                  {formatCount((summary?.counts.failed ?? 0) + (summary?.counts.blocked ?? 0))}
                </span>
              </li>
            ))}
            {troubled.length > 12 && <li className="text-soft">and {troubled.length - 12} more</li>}
          </ul>
        )}
      </section>

      <Card
        title="Meters by day"
        aside={
          <LinkTabs
            label="Days shown"
            tabs={matrixRanges.map((value) => ({
              label: rangeLabels[value],
              href: `/?days=${value}`,
              current: value === range,
            }))}
          />
        }
      >
        {matrix.rows.length === 0 ? (
          <p className="text-soft">No meter has a day yet.</p>
        ) : (
          <>
            <MatrixCanvas key={range} model={matrix} />
            <div className="mt-1 text-[12px]">
              <StatusLegend />
            </div>
          </>
        )}
      </Card>

      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <Card
          flush
          title={overview.running.length > 0 ? 'Running now and last runs' : 'Last runs'}
          aside={
            <Link href="/runs" className="prose-link">
              All runs
            </Link>
          }
        >
          {overview.lastRuns.length === 0 ? (
            <p className="px-4 py-3 text-soft">Nothing has run yet.</p>
          ) : (
            <RunTable runs={overview.lastRuns.slice(0, 8)} zone={zone} now={now} />
          )}
        </Card>
        <Card title="Newest anomalies" flush>
          <Anomalies anomalies={anomalies} zone={zone} nameOf={subjectOf} />
        </Card>
      </div>
    </Page>
  );
}
