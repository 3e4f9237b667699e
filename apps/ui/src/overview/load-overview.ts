import type { AssetView, OverviewView, ReadSide } from '@meterworks/runtime/read';
import { stageOf } from '../assets/asset-name.ts';
import { houseZone } from '../data/house-zone.ts';
import { type MatrixModel, type MatrixRange, matrixModel } from '../matrix/matrix-model.ts';
import { lastOrdinal, readStrip } from '../status/strip.ts';
import { type AnomalyView, newestAnomalies } from './newest-anomalies.ts';

export interface OverviewModel {
  readonly overview: OverviewView;
  readonly zone: string;
  /** When existence was last judged; UTC milliseconds. */
  readonly asOf: number | undefined;
  readonly anomalies: readonly AnomalyView[];
  /** How many critical ones among them reach into the last week. */
  readonly critical: number;
  readonly matrix: MatrixModel;
  readonly assets: readonly AssetView[];
}

/** How far back the newest anomalies are looked for, in days, and how many are shown. */
const anomalyDays = 60;
const anomaliesShown = 6;
const weekMs = 7 * 86_400_000;

export async function loadOverview(read: ReadSide, range: MatrixRange): Promise<OverviewModel> {
  const [overview, assets] = await Promise.all([read.overview(), read.assets()]);
  const judged = assets.flatMap(({ summary }) => (summary === null ? [] : [summary.asOf]));
  const asOf = judged.length === 0 ? undefined : Math.max(...judged);
  const anomalies = await loadAnomalies(read, assets);
  return {
    overview,
    zone: houseZone(assets),
    asOf,
    anomalies: anomalies.slice(0, anomaliesShown),
    critical: anomalies.filter(({ severity, end }) => severity === 'critical' && end > (asOf ?? 0) - weekMs).length,
    matrix: matrixModel(assets, range),
    assets,
  };
}

async function loadAnomalies(read: ReadSide, assets: readonly AssetView[]): Promise<AnomalyView[]> {
  const judged = assets.flatMap(({ key, active, summary }) =>
    active && summary !== null && stageOf(key) === 'anomalies' ? [{ key, last: lastOrdinal(readStrip(summary)) }] : [],
  );
  const to = Math.max(0, ...judged.map(({ last }) => last));
  const found = await Promise.all(
    judged
      .filter(({ last }) => last > to - anomalyDays)
      .map(async ({ key }) => ({ asset: key, values: await read.values(key, to - anomalyDays + 1, to) })),
  );
  return newestAnomalies(found, Number.POSITIVE_INFINITY);
}
