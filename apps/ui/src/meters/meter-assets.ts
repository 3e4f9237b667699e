import type { AssetView } from '@meterworks/runtime/read';
import { stageOf, subjectOf, variantOf } from '../assets/asset-name.ts';

/** What belongs to one meter, by what it is. */
export interface MeterAssets {
  readonly id: string;
  /** `physical`, `master` or `virtual`: the asset that holds its days. */
  readonly days: AssetView;
  readonly readings: AssetView | undefined;
  readonly repaired: AssetView | undefined;
  readonly anomalies: AssetView | undefined;
  /** By `daily`, `monthly`, `yearly`. */
  readonly consumption: ReadonlyMap<string, AssetView>;
}

/** Stages whose assets hold the days of a meter. */
export const dayStages = ['physical', 'master', 'virtual'];

/** All declared meters in the order of the graph: whatever has days, and what else has its name. */
export function metersIn(assets: readonly AssetView[]): MeterAssets[] {
  const declared = assets.filter(({ active }) => active);
  const named = new Map<string, AssetView[]>();
  for (const asset of declared) named.set(subjectOf(asset.key), [...(named.get(subjectOf(asset.key)) ?? []), asset]);
  return declared
    .filter(({ key }) => dayStages.includes(stageOf(key)) && variantOf(key) === undefined)
    .map((days) => {
      const id = subjectOf(days.key);
      const own = named.get(id) ?? [];
      const at = (stage: string) => own.find(({ key }) => stageOf(key) === stage);
      return {
        id,
        days,
        readings: at('readings'),
        repaired: at('repaired'),
        anomalies: at('anomalies'),
        consumption: new Map(
          own.filter(({ key }) => stageOf(key) === 'consumption').map((one) => [variantOf(one.key) ?? '', one]),
        ),
      };
    });
}

export function meterHref(id: string, query: Readonly<Record<string, string>> = {}): string {
  const text = new URLSearchParams(query).toString();
  return `/meters/${encodeURIComponent(id)}${text === '' ? '' : `?${text}`}`;
}
