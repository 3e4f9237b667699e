import type { Grain, OrdinalRange, PartitionScheme } from '@meterworks/assets';
import type {
  AssetChecksView,
  AssetView,
  FailureView,
  HistoryEntry,
  ObservationView,
  PartitionView,
  ReadSide,
  ValueView,
  WhyView,
} from '@meterworks/runtime/read';
import { ordinalOfKey, schemeOf } from '../data/partition-scheme.ts';
import { type ChartData, chartOfSamples, chartOfValues } from '../series/chart-data.ts';
import { ordinalsOf, type SeriesRange } from '../series/series-range.ts';
import { lastOrdinal, readStrip, type Strip } from '../status/strip.ts';
import { stageOf, subjectOf } from './asset-name.ts';

export interface AssetModel {
  readonly asset: AssetView;
  readonly scheme: PartitionScheme<Grain>;
  readonly strip: Strip;
  readonly upstream: readonly AssetView[];
  readonly downstream: readonly AssetView[];
  readonly history: readonly HistoryEntry[];
  readonly failures: readonly FailureView[];
  readonly checks: AssetChecksView;
  readonly observations: readonly ObservationView[];
  readonly chart: ChartData | undefined;
  /** Stored values of the charted range that are lists: verdicts by day. */
  readonly lists: readonly ValueView[];
  readonly chosen: ChosenPartition | undefined;
}

/** The partition that the address names. */
export interface ChosenPartition {
  readonly ordinal: number;
  readonly key: string;
  readonly code: number;
  readonly recorded: PartitionView | undefined;
  readonly why: WhyView | undefined;
  readonly value: ValueView | undefined;
}

const historyLength = 25;

/** Everything about one asset; undefined where nothing is called like that. */
export async function loadAsset(
  read: ReadSide,
  key: string,
  wanted: { readonly range: SeriesRange; readonly partition: string | undefined },
): Promise<AssetModel | undefined> {
  const assets = await read.assets();
  const asset = assets.find((one) => one.key === key);
  if (asset === undefined) return undefined;
  const scheme = schemeOf(asset);
  const strip: Strip = asset.summary === null ? { first: 0, codes: new Uint8Array() } : readStrip(asset.summary);
  const ordinals = ordinalsOf(wanted.range, scheme, { from: strip.first, to: lastOrdinal(strip) });
  const [history, failures, checks, observations, values, chosen] = await Promise.all([
    read.history(key, { limit: historyLength }),
    read.failures(key),
    read.checks(key),
    asset.external ? read.observations(key, historyLength) : [],
    asset.external ? [] : read.values(key, ordinals.from, ordinals.to),
    loadPartition(read, asset, scheme, strip, wanted.partition),
  ]);
  const inputs = new Set(asset.deps.map((dep) => dep.asset));
  return {
    asset,
    scheme,
    strip,
    upstream: assets.filter((one) => inputs.has(one.key)),
    downstream: assets.filter((one) => one.active && one.deps.some((dep) => dep.asset === key)),
    history,
    failures,
    checks,
    observations,
    chart: asset.external ? await chartSamples(read, key, scheme, ordinals) : chartOfValues(values, scheme),
    lists: values.filter(({ value }) => Array.isArray(value) && value.length > 0),
    chosen,
  };
}

/** The raw readings behind an external asset, if its subject is a series that is stored here. */
async function chartSamples(
  read: ReadSide,
  key: string,
  scheme: PartitionScheme<Grain>,
  { from, to }: OrdinalRange,
): Promise<ChartData | undefined> {
  const series = subjectOf(key);
  if (stageOf(key) !== 'readings' || to < from || !(await read.seriesNames()).includes(series)) return undefined;
  return chartOfSamples(await read.samples(series, scheme.startOf(from), scheme.endOf(to)));
}

async function loadPartition(
  read: ReadSide,
  asset: AssetView,
  scheme: PartitionScheme<Grain>,
  strip: Strip,
  key: string | undefined,
): Promise<ChosenPartition | undefined> {
  const ordinal = ordinalOfKey(scheme, key);
  if (ordinal === undefined) return undefined;
  const [recorded, why, values] = await Promise.all([
    read.partition(asset.key, ordinal),
    read.why(asset.key, ordinal),
    asset.external ? [] : read.values(asset.key, ordinal, ordinal),
  ]);
  return {
    ordinal,
    key: scheme.keyOf(ordinal),
    code: strip.codes[ordinal - strip.first] ?? 15,
    recorded,
    why,
    value: values[0],
  };
}
