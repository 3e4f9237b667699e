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
import type { AnomalyInput } from '../anomalies/index.ts';
import { memoryDays } from '../anomalies/thresholds.ts';
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
export interface ResidualTerm {
  readonly part: AssetRef<'day', DailyConsumption>;
  readonly factorOn: (day: number) => number;
}

/** What a meter's verdicts are made from, beside its daily consumption. */
export interface AnomalyEvidence {
  /** Of a physical meter. */
  readonly repaired?: RepairedAsset;
  /** The positive terms of a virtual meter: together the whole that the others must not exceed. */
  readonly whole?: readonly ResidualTerm[];
}

/** anomalies/<meter>: each day's verdicts, from that day and the trailing ones. */
export function anomaliesAsset(
  meter: Meter,
  schemes: HouseSchemes,
  daily: Asset<'day', DailyConsumption>,
  { repaired, whole = [] }: AnomalyEvidence,
): Asset<'day', readonly Anomaly[]> {
  const zone = openZone(schemes.days.zone);
  const kind = commodityOf(meter);
  const facts = {
    key: `anomalies/${meter.id}`,
    partitions: schemes.days,
    value: anomalies,
    config: { unit: meter.unit, kind },
    codeVersion: '3',
    ...assetFacts(meter, 'anomalies', `What is unusual about ${meter.id}`),
  } as const;
  const verdicts = async (
    wanted: Wanted,
    consumption: DaySeries<DailyConsumption>,
    evidence: Pick<AnomalyInput, 'repairedAt' | 'wholeAt'>,
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
      ...evidence,
    });
    return new Map(wanted.ordinals.map((day) => [schemes.days.keyOf(day), found.get(day) ?? []]));
  };
  if (repaired !== undefined) {
    return defineAsset({
      ...facts,
      deps: { daily: window(daily, lookBack), repaired: window(repaired, lookBack) },
      range: ({ deps, ...wanted }) => verdicts(wanted, deps.daily, { repairedAt: (day) => deps.repaired.at(day) }),
    });
  }
  const refs = { daily, ...Object.fromEntries(whole.map((term, i) => [`whole-${i}`, term.part])) };
  const windows = Object.fromEntries(Object.entries(refs).map(([name, ref]) => [name, window(ref, lookBack)]));
  return defineAsset({
    ...facts,
    deps: windows,
    range: ({ deps, ...wanted }) => {
      const wholeAt = (day: number): number | undefined => {
        let sum = 0;
        for (const [i, term] of whole.entries()) {
          const used = deps[`whole-${i}`]?.at(day)?.consumption;
          if (used === undefined) return undefined;
          sum += used * term.factorOn(day);
        }
        return sum;
      };
      return verdicts(wanted, deps.daily as DaySeries<DailyConsumption>, meter.kind === 'virtual' ? { wholeAt } : {});
    },
  });
}

type DaySeries<V> = Series<PartitionKey<'day'>, V>;

interface Wanted {
  readonly span: OrdinalRange;
  readonly ordinals: readonly number[];
}
