import {
  type Asset,
  defineAsset,
  type OrdinalRange,
  openZone,
  type PartitionKey,
  type Series,
  window,
} from '@meterworks/assets';
import { detectAnomalies } from '../anomalies/index.ts';
import type { Meter } from '../config/meter.ts';
import type { Anomaly } from '../values/anomaly.ts';
import { anomalies } from '../values/codecs.ts';
import type { DailyConsumption } from '../values/consumption.ts';
import type { RepairedDay } from '../values/repaired-day.ts';
import { assetFacts } from './asset-facts.ts';
import { commodityOf } from './commodity.ts';
import type { RepairedAsset } from './repaired-asset.ts';
import type { HouseSchemes } from './schemes.ts';

/** Days that a verdict looks back. */
const lookBack = { before: 400, after: 0 } as const;

/** anomalies/<meter>: each day's verdicts, from that day and the trailing ones. `repaired` only of a physical meter. */
export function anomaliesAsset(
  meter: Meter,
  schemes: HouseSchemes,
  daily: Asset<'day', DailyConsumption>,
  repaired: RepairedAsset | undefined,
): Asset<'day', readonly Anomaly[]> {
  const zone = openZone(schemes.days.zone);
  const kind = commodityOf(meter);
  const facts = {
    key: `anomalies/${meter.id}`,
    partitions: schemes.days,
    value: anomalies,
    config: { unit: meter.unit, kind },
    codeVersion: '1',
    ...assetFacts(meter, 'anomalies', `What is unusual about ${meter.id}`),
  } as const;
  const verdicts = (wanted: Wanted, consumption: DaySeries<DailyConsumption>, days?: DaySeries<RepairedDay>) => {
    const found = detectAnomalies({
      meterId: meter.id,
      unit: meter.unit,
      kind,
      zone,
      from: wanted.span.from,
      to: wanted.span.to,
      first: consumption.from,
      consumptionAt: (day) => consumption.at(day),
      repairedAt: days === undefined ? undefined : (day) => days.at(day),
      isResidual: meter.kind === 'virtual',
    });
    return new Map(wanted.ordinals.map((day) => [schemes.days.keyOf(day), found.get(day) ?? []]));
  };
  if (repaired === undefined) {
    return defineAsset({
      ...facts,
      deps: { daily: window(daily, lookBack) },
      range: ({ deps, ...wanted }) => verdicts(wanted, deps.daily),
    });
  }
  return defineAsset({
    ...facts,
    deps: { daily: window(daily, lookBack), repaired: window(repaired, lookBack) },
    range: ({ deps, ...wanted }) => verdicts(wanted, deps.daily, deps.repaired),
  });
}

type DaySeries<V> = Series<PartitionKey<'day'>, V>;

interface Wanted {
  readonly span: OrdinalRange;
  readonly ordinals: readonly number[];
}
