import { Anomalies } from '../overview/anomaly-list.tsx';
import { newestAnomalies } from '../overview/newest-anomalies.ts';
import { Card } from '../parts/card.tsx';
import { LinkTabs } from '../parts/link-tabs.tsx';
import { SeriesChart } from '../series/series-chart.tsx';
import { presetOf, presets } from '../series/series-range.ts';
import type { Words } from '../words/words.ts';
import { type AssetChoice, assetChoiceHref } from './asset-href.ts';
import type { AssetModel } from './load-asset.ts';

const incidentsShown = 100;

/** The values of an asset over the chosen range: charts of numbers, a list of verdicts. */
export function SeriesCard(props: {
  readonly model: AssetModel;
  readonly choice: AssetChoice;
  readonly zone: string;
  readonly words: Words;
}) {
  const { model, choice, zone, words } = props;
  const { text } = words;
  const { asset, chart, lists } = model;
  if (chart === undefined && lists.length === 0) return null;
  const { range } = choice;
  const tabs = presets.map((preset) => ({
    label: text.overview.ranges[preset],
    href: assetChoiceHref(asset.key, { ...choice, range: { kind: 'preset', preset } }),
    current: presetOf(range, asset.grain) === preset,
  }));
  const dates =
    range.kind === 'dates'
      ? [{ label: `${range.from} … ${range.to}`, href: assetChoiceHref(asset.key, choice), current: true }]
      : [];
  const aside = <LinkTabs label={text.assets.range} tabs={[...tabs, ...dates]} />;
  if (chart === undefined) {
    const incidents = newestAnomalies([{ asset: asset.key, values: lists }], incidentsShown);
    return (
      <Card title={text.assets.incidents} aside={aside} flush>
        <Anomalies anomalies={incidents} zone={zone} unitOf={() => asset.unit} words={words} />
      </Card>
    );
  }
  return (
    <Card title={text.assets.series} aside={aside}>
      {chart.panels.length === 0 ? (
        <p className="text-soft">{text.assets.noValue}</p>
      ) : (
        <>
          <SeriesChart data={chart} unit={asset.unit} zone={zone} />
          <p className="mt-2 flex flex-wrap gap-x-4 text-[12px] text-soft">
            <span>{text.assets.seriesLegend}</span>
            {chart.thinned && <span>{text.assets.thinned(chart.total)}</span>}
          </p>
        </>
      )}
    </Card>
  );
}
