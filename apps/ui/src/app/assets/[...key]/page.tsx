import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MaterializeDialog } from '../../../acts/materialize-dialog.tsx';
import { decodePath, queryOf } from '../../../address/query-of.ts';
import { assetChoiceHref } from '../../../assets/asset-href.ts';
import { FailureList } from '../../../assets/failure-list.tsx';
import { HistoryTable } from '../../../assets/history-table.tsx';
import { loadAsset } from '../../../assets/load-asset.ts';
import { mappingWords } from '../../../assets/mapping-words.ts';
import { Neighbours } from '../../../assets/neighbours.tsx';
import { ObservationTable } from '../../../assets/observation-table.tsx';
import { PartitionCalendar } from '../../../assets/partition-calendar.tsx';
import { PartitionCard } from '../../../assets/partition-card.tsx';
import { SeriesCard } from '../../../assets/series-card.tsx';
import { ask } from '../../../data/house.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { formatInstant } from '../../../format/format-time.ts';
import { plural } from '../../../format/plural.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { StatusBar } from '../../../parts/status-bar.tsx';
import { StatusCounts } from '../../../parts/status-counts.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { parseSeriesRange } from '../../../series/series-range.ts';

interface Props {
  readonly params: Promise<{ readonly key: readonly string[] }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

async function keyOf({ params }: Props): Promise<string> {
  return decodePath((await params).key) ?? notFound();
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: await keyOf(props) };
}

const grains: Readonly<Record<string, string>> = {
  hour: 'hours',
  day: 'days',
  month: 'months',
  year: 'years',
  none: 'one partition',
};

export default async function AssetPage(props: Props) {
  const key = await keyOf(props);
  const query = await queryOf(props.searchParams);
  const choice = { range: parseSeriesRange(query), partition: query.partition };
  const answer = await ask((read) => loadAsset(read, key, choice));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} />;
  const model = answer.value;
  if (model === undefined) notFound();
  const { asset, chosen } = model;
  const zone = asset.zone ?? 'UTC';
  const hrefOf = (partition: string | undefined) => assetChoiceHref(key, { ...choice, partition });
  const counts = asset.summary?.counts ?? {};
  const canAct = asset.active && !asset.external && !isReadOnly();
  return (
    <Page>
      <PageHead
        title={asset.key}
        note={asset.description ?? undefined}
        aside={canAct && <MaterializeDialog asset={key} partition={chosen?.key} />}
      />
      {!asset.active && <p className="text-warn">The configuration does not declare this asset any more.</p>}

      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title="What it is">
          <div className="grid gap-4">
            <Facts
              facts={[
                ['Unit', asset.unit ?? '–'],
                ['Partitions', grains[asset.grain] ?? asset.grain],
                ['Zone', asset.zone ?? '–'],
                ['Group', asset.group ?? '–'],
                ['Origin', asset.external ? 'observed' : 'computed'],
                ['Code version', asset.codeVersion],
                ...(asset.tags.length === 0 ? [] : [['Tags', asset.tags.join(', ')] as const]),
                ...(asset.summary === null
                  ? []
                  : [['As of', formatInstant(asset.summary.asOf, zone).slice(0, 16)] as const]),
              ]}
            />
            <StatusBar counts={counts} />
            <StatusCounts counts={counts} />
          </div>
        </Card>
        <Card title="Dependencies">
          <div className="grid gap-4 sm:grid-cols-2">
            <Neighbours title="Reads" assets={model.upstream} noteOf={(input) => mappingWords(asset, input.key)} />
            <Neighbours
              title="Is read by"
              assets={model.downstream}
              noteOf={(reader) => mappingWords(reader, asset.key)}
            />
          </div>
        </Card>
      </div>

      <Card
        title="Partitions"
        aside={plural(
          Object.values(counts).reduce((sum, count) => sum + count, 0),
          'partition',
        )}
      >
        <PartitionCalendar model={model} hrefOf={hrefOf} />
      </Card>
      {chosen !== undefined && (
        <PartitionCard chosen={chosen} unit={asset.unit} zone={zone} closeHref={hrefOf(undefined)} />
      )}
      <SeriesCard model={model} choice={choice} zone={zone} />
      {model.failures.length > 0 && <FailureList failures={model.failures} hrefOf={hrefOf} zone={zone} />}
      {asset.external ? (
        <Card title="Observations" flush>
          <ObservationTable observations={model.observations} zone={zone} />
        </Card>
      ) : (
        <Card title="Materializations" flush>
          {model.history.length === 0 ? (
            <p className="px-4 py-3 text-soft">It was never made.</p>
          ) : (
            <HistoryTable history={model.history} zone={zone} now={Date.now()} />
          )}
        </Card>
      )}
    </Page>
  );
}
