import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { decodePath, queryOf } from '../../../address/query-of.ts';
import { anomaliesHref } from '../../../anomalies/anomaly-filter.ts';
import { assetHref, stageOf } from '../../../assets/asset-name.ts';
import { ask } from '../../../data/house.ts';
import { isReadOnly } from '../../../data/settings.ts';
import { loadMeter } from '../../../meters/load-meter.ts';
import { MeterChart } from '../../../meters/meter-chart.tsx';
import { YearOverYear } from '../../../meters/year-over-year.tsx';
import { Card } from '../../../parts/card.tsx';
import { Facts } from '../../../parts/facts.tsx';
import { Page, PageHead } from '../../../parts/page-head.tsx';
import { StatusDot } from '../../../parts/status-dot.tsx';
import { UnavailablePage } from '../../../parts/unavailable-page.tsx';
import { FindingsList } from '../../../readings/findings-list.tsx';
import { ReadingForm } from '../../../readings/reading-form.tsx';
import { numberIn, qualityIn } from '../../../series/chart-shape.ts';
import { worstStatus } from '../../../status/status-facts.ts';
import { pageWords } from '../../../words/page-words.ts';

interface Props {
  readonly params: Promise<{ readonly id: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: decodePath([(await params).id]) ?? '' };
}

export default async function MeterPage({ params, searchParams }: Props) {
  const id = decodePath([(await params).id]) ?? notFound();
  const words = await pageWords();
  const { text, format } = words;
  const { from, to, findings: asked } = await queryOf(searchParams);
  const answer = await ask((read) => loadMeter(read, id, { from, to }));
  if (answer.kind !== 'ready') return <UnavailablePage reason={answer} words={words} />;
  const model = answer.value;
  if (model === undefined) notFound();
  const { meter, zone, extent, chart, months, lastDay, findings } = model;
  const unit = meter.days.unit;
  const register = numberIn(lastDay?.value, 'close');
  const assets = [meter.readings, meter.repaired, meter.days, ...meter.consumption.values(), meter.anomalies];
  return (
    <Page>
      <PageHead title={id} note={meter.days.description ?? undefined} />
      <Card title={text.meters.now}>
        <Facts
          facts={[
            [text.meters.kind, text.meters.kinds[stageOf(meter.days.key)] ?? stageOf(meter.days.key)],
            [text.assets.unit, unit ?? '–'],
            [text.meters.lastDay, lastDay?.key ?? '–'],
            ...(register === null
              ? []
              : [
                  [
                    text.meters.register,
                    `${register.toLocaleString(format.locale, { maximumFractionDigits: 3 })} ${unit ?? ''}`,
                  ] as const,
                ]),
            ...(lastDay === undefined
              ? []
              : [
                  [
                    text.assets.fields.quality ?? '',
                    text.status.qualities[qualityIn(lastDay.value)] ?? qualityIn(lastDay.value),
                  ] as const,
                ]),
          ]}
        />
        <ul className="mt-3 flex flex-wrap gap-x-4 gap-y-1">
          {assets.flatMap((asset) =>
            asset === undefined
              ? []
              : [
                  <li key={asset.key} className="inline-flex items-center gap-1.5">
                    <StatusDot status={worstStatus(asset.summary?.counts ?? {}) ?? 'missing'} />
                    <Link href={assetHref(asset.key)} className="prose-link">
                      {asset.key}
                    </Link>
                  </li>,
                ],
          )}
        </ul>
      </Card>
      <Card
        title={text.meters.chartTitle}
        aside={
          meter.anomalies !== undefined && (
            <Link href={anomaliesHref({ meter: id })} className="prose-link">
              {text.anomalies.title}
            </Link>
          )
        }
      >
        {chart === undefined || extent === undefined ? (
          <p className="text-soft">{text.assets.noPartitionYet}</p>
        ) : (
          <MeterChart
            meter={id}
            unit={unit}
            zone={zone}
            extent={extent}
            initial={chart}
            hasRegister={chart.register.times.length > 0}
          />
        )}
      </Card>
      {meter.readings !== undefined && !isReadOnly() && (
        <Card id="reading" title={text.readings.enter}>
          <ReadingForm meter={id} unit={unit} zone={zone} now={Date.now()} />
        </Card>
      )}
      {meter.repaired !== undefined && (
        <Card id="findings" title={text.readings.found}>
          <FindingsList
            meter={id}
            model={findings}
            shown={shownFindings(asked)}
            unit={unit}
            zone={zone}
            canAct={!isReadOnly()}
            words={words}
          />
        </Card>
      )}
      <Card title={text.meters.yearOverYear}>
        <YearOverYear months={months} unit={unit} words={words} />
      </Card>
    </Page>
  );
}

/** Findings that are listed unless the address asks for more. */
const fewFindings = 10;

function shownFindings(asked: string | undefined): number {
  const count = Number(asked);
  return Number.isSafeInteger(count) && count > fewFindings ? Math.min(count, 500) : fewFindings;
}
