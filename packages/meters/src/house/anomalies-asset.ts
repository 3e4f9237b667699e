import {
  type Asset,
  type AssetRef,
  defineAsset,
  type OrdinalRange,
  openZone,
  type PartitionKey,
  type Series,
  window,
} from '@meterworks/assets';
import type { AnomalyInput, DayBalance } from '../anomalies/index.ts';
import { memoryDays } from '../anomalies/thresholds.ts';
import { isInstalled, type Lifetime } from '../combination/index.ts';
import type { Meter } from '../config/meter.ts';
import type { Anomaly } from '../values/anomaly.ts';
import { anomalies } from '../values/codecs.ts';
import type { DailyConsumption } from '../values/consumption.ts';
import { assetFacts } from './asset-facts.ts';
import { commodityOf } from './commodity.ts';
import type { RepairedAsset } from './repaired-asset.ts';
import type { HouseSchemes } from './schemes.ts';

const lookBack = { before: memoryDays, after: 0 } as const;

/** A term of a virtual meter as its anomalies see it: what its part used each day, and what that counts in the meter's unit. */
export interface BalanceTerm extends Lifetime {
  readonly part: AssetRef<'day', DailyConsumption>;
  /** Sign, multiple and unit conversion on a local day. */
  readonly factorOn: (day: number) => number;
}

/** What a meter's verdicts are made from, beside its daily consumption. */
export interface AnomalyEvidence {
  /** Of a physical meter. */
  readonly repaired?: RepairedAsset;
  /** Last local day of its service, if that has an end. */
  readonly lastServed?: number | undefined;
  /** Of a virtual meter that is left over: the whole that it is left over from. */
  readonly whole?: readonly BalanceTerm[];
  /** And the parts, where the meter's own days don't tell what is left because negative ones are not kept. */
  readonly parts?: readonly BalanceTerm[];
}

/** anomalies/<meter>: each day's verdicts, from that day and the trailing ones. */
export function anomaliesAsset(
  meter: Meter,
  schemes: HouseSchemes,
  daily: Asset<'day', DailyConsumption>,
  { repaired, lastServed, whole = [], parts = [] }: AnomalyEvidence,
): Asset<'day', readonly Anomaly[]> {
  const zone = openZone(schemes.days.zone);
  const kind = commodityOf(meter);
  const facts = {
    key: `anomalies/${meter.id}`,
    partitions: schemes.days,
    value: anomalies,
    config: { unit: meter.unit, kind, ...(lastServed === undefined ? {} : { lastServed }) },
    codeVersion: '7',
    ...assetFacts(meter, 'anomalies', `What is unusual about ${meter.id}`),
  } as const;
  const verdicts = async (
    wanted: Wanted,
    consumption: DaySeries<DailyConsumption>,
    evidence: Pick<AnomalyInput, 'repairedAt' | 'balanceAt'>,
  ) => {
    // Loaded where something is judged: most commands only look.
    const { detectAnomalies } = await import('../anomalies/index.ts');
    const found = detectAnomalies({
      meterId: meter.id,
      unit: meter.unit,
      kind,
      zone,
      from: wanted.span.from,
      to: wanted.span.to,
      first: consumption.from,
      consumptionAt: (day) => consumption.at(day),
      lastServed,
      ...evidence,
    });
    return new Map(wanted.partitions.map((key, i) => [key, found.get(wanted.ordinals[i] as number) ?? []]));
  };
  if (repaired !== undefined) {
    return defineAsset({
      ...facts,
      deps: { daily: window(daily, lookBack), repaired: window(repaired, lookBack) },
      range: ({ deps, ...wanted }) => verdicts(wanted, deps.daily, { repairedAt: (day) => deps.repaired.at(day) }),
    });
  }
  const terms = [...whole, ...parts].map((term, i) => ({ ...term, name: `term-${i}` }));
  const refs = { daily, ...Object.fromEntries(terms.map(({ name, part }) => [name, part])) };
  const windows = Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, window(ref, lookBack)]));
  return defineAsset({
    ...facts,
    deps: windows,
    range: ({ deps, ...wanted }) => {
      const own = deps.daily as DaySeries<DailyConsumption>;
      /** What the terms used on a day; undefined where one of them was not measured. */
      const sumOn = (day: number, from: number, to: number): number | undefined => {
        let sum = 0;
        for (const term of terms.slice(from, to)) {
          if (!isInstalled(term, day)) continue;
          const used = measuredOn(deps[term.name], day);
          if (used === undefined) return undefined;
          sum += used * term.factorOn(day);
        }
        return sum;
      };
      const balanceAt = (day: number): DayBalance | undefined => {
        const ofWhole = sumOn(day, 0, whole.length);
        if (ofWhole === undefined) return undefined;
        const ofParts = parts.length === 0 ? undefined : sumOn(day, whole.length, terms.length);
        const rest = parts.length === 0 ? measuredOn(own, day) : ofParts === undefined ? undefined : ofWhole + ofParts;
        return rest === undefined ? undefined : { whole: ofWhole, rest };
      };
      return verdicts(wanted, own, whole.length > 0 ? { balanceAt } : {});
    },
  });
}

function measuredOn(series: DaySeries<DailyConsumption> | undefined, day: number): number | undefined {
  const value = series?.at(day);
  return value?.quality === 'measured' ? value.consumption : undefined;
}

type DaySeries<V> = Series<PartitionKey<'day'>, V>;

interface Wanted {
  readonly span: OrdinalRange;
  readonly ordinals: readonly number[];
  readonly partitions: readonly PartitionKey<'day'>[];
}
