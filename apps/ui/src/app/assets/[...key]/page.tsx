import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { MaterializeDialog } from '../../../acts/materialize-dialog.tsx';
import { decodePath, queryOf } from '../../../address/query-of.ts';
import { assetChoiceHref } from '../../../assets/asset-href.ts';
import { CheckCard } from '../../../assets/check-card.tsx';
import { FailureList } from '../../../assets/failure-list.tsx';
import { HistoryTable } from '../../../assets/history-table.tsx';
import { loadAsset } from '../../../assets/load-asset.ts';
import { mappingWords } from '../../../assets/mapping-words.ts';
import { Neighbours } from '../../../assets/neighbours.tsx';
import { ObservationTable } from '../../../assets/observation-table.tsx';
import { PartitionCalendar } from '../../../assets/partition-calendar.tsx';
import { PartitionCard } from '../../../assets/partition-card.tsx';
import { SeriesCard } from '../../../assets/series-card.tsx';
import { backfillHref } from '../../../backfills/backfill-wish.ts';
import { ask } from '../../../data/house.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { StatusBar } from '../../../parts/status-bar.tsx';
import { StatusCounts } from '../../../parts/status-counts.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { parseSeriesRange } from '../../../series/series-range.ts';
import { pageWords } from '../../../words/page-words.ts';

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

export default async function AssetPage(props: Props) {
  const key = await keyOf(props);
  const words = await pageWords();
  const { format } = words;
  const text = words.text.assets;
  const query = await queryOf(props.searchParams);
  const choice = { range: parseSeriesRange(query), partition: query.partition };
  const answer = await ask((read) => loadAsset(read, key, choice));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
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
        aside={
          canAct && (
            <span className="flex flex-wrap items-center gap-3">
              <Link href={backfillHref({ selection: key })} className="prose-link">
                {words.text.backfills.open}
              </Link>
              <MaterializeDialog asset={key} partition={chosen?.key} />
            </span>
          )
        }
      />
      {!asset.active && <p className="text-warn">{text.undeclared}</p>}

      <div className="grid items-start gap-4 lg:grid-cols-2">
        <Card title={text.whatItIs}>
          <div className="grid gap-4">
            <Facts
              facts={[
                [text.unit, asset.unit ?? '–'],
                [text.partitions, text.grains[asset.grain] ?? asset.grain],
                [text.zone, asset.zone ?? '–'],
                [text.group, asset.group ?? '–'],
                [text.origin, asset.external ? text.observed : text.computed],
                [text.codeVersion, asset.codeVersion],
                ...(asset.tags.length === 0 ? [] : [[text.tags, asset.tags.join(', ')] as const]),
                ...(asset.summary === null ? [] : [[text.asOf, format.minute(asset.summary.asOf, zone)] as const]),
              ]}
            />
            <StatusBar counts={counts} />
            <StatusCounts counts={counts} words={words} />
          </div>
        </Card>
        <Card title={text.dependencies}>
          <div className="grid gap-4 sm:grid-cols-2">
            <Neighbours
              title={text.reads}
              assets={model.upstream}
              noteOf={(input) => mappingWords(asset, input.key, text)}
              words={words}
            />
            <Neighbours
              title={text.isReadBy}
              assets={model.downstream}
              noteOf={(reader) => mappingWords(reader, asset.key, text)}
              words={words}
            />
          </div>
        </Card>
      </div>

      <Card
        title={text.partitions}
        aside={words.text.status.partitions(Object.values(counts).reduce((sum, count) => sum + count, 0))}
      >
        <PartitionCalendar model={model} hrefOf={hrefOf} words={words} />
      </Card>
      {chosen !== undefined && (
        <PartitionCard chosen={chosen} unit={asset.unit} zone={zone} closeHref={hrefOf(undefined)} words={words} />
      )}
      <SeriesCard model={model} choice={choice} zone={zone} words={words} />
      {model.failures.length > 0 && <FailureList failures={model.failures} hrefOf={hrefOf} zone={zone} words={words} />}
      {(model.checks.checks.length > 0 || model.checks.count > 0) && (
        <CheckCard checks={model.checks} hrefOf={hrefOf} zone={zone} words={words} />
      )}
      {asset.external ? (
        <Card title={text.observations} flush>
          <ObservationTable observations={model.observations} zone={zone} words={words} />
        </Card>
      ) : (
        <Card title={text.materializations} flush>
          {model.history.length === 0 ? (
            <p className="px-4 py-3 text-soft">{text.neverMade}</p>
          ) : (
            <HistoryTable history={model.history} zone={zone} now={Date.now()} words={words} />
          )}
        </Card>
      )}
    </Page>
  );
}
