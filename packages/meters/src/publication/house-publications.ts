import { type AssetKey, assetKey } from '@meterworks/assets';
import type { Configuration } from '../config/configuration.ts';
import { tariffsOf } from '../costs/index.ts';
import { pricedMeter } from '../house/cost-assets.ts';
import { houseSchemes } from '../house/schemes.ts';
import { anomalyPublication } from './anomaly-publication.ts';
import type { AssetPublication } from './asset-publication.ts';
import { costPublication, dailyPublication, rollupPublication } from './consumption-publication.ts';
import { registerPublication } from './register-publication.ts';

/** The tag that every result has, and that points of the system before this one lack. */
export const resultMark = 'unit';

/** What of a house is shown, and how: for the assets that are shown at all. A virtual meter has no register to show. */
export function housePublications(configuration: Configuration): ReadonlyMap<AssetKey, AssetPublication> {
  const schemes = houseSchemes(configuration.timezone, configuration.firstDay);
  const { tariffs, currency } = configuration.prices;
  const publications = new Map<AssetKey, AssetPublication>();
  const show = (key: string, publication: AssetPublication) => publications.set(assetKey(key), publication);
  for (const meter of configuration.meters.values()) {
    if (meter.kind !== 'virtual') show(`${meter.kind}/${meter.id}`, registerPublication(meter, schemes));
    const consumption = `consumption/${meter.id}`;
    show(`${consumption}/daily`, dailyPublication(meter, schemes));
    show(`${consumption}/monthly`, rollupPublication(meter, schemes.months, 'meter_consumption'));
    show(`${consumption}/yearly`, rollupPublication(meter, schemes.years, 'meter_consumption_yearly'));
    if (tariffsOf(pricedMeter(meter), tariffs).length > 0) {
      show(`cost/${meter.id}/daily`, costPublication(meter, schemes.days, 'meter_cost_daily', currency));
      show(`cost/${meter.id}/monthly`, costPublication(meter, schemes.months, 'meter_cost', currency));
      show(`cost/${meter.id}/yearly`, costPublication(meter, schemes.years, 'meter_cost_yearly', currency));
    }
    show(`anomalies/${meter.id}`, anomalyPublication(meter, schemes));
  }
  return publications;
}
