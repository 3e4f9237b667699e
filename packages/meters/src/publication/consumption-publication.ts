import { type Codec, decodeValue, type PartitionScheme } from '@meterworks/assets';
import type { Meter } from '../config/meter.ts';
import type { HouseSchemes } from '../house/schemes.ts';
import { dailyConsumption, dailyCost, rollupConsumption, rollupCost } from '../values/codecs.ts';
import type { DailyConsumption } from '../values/consumption.ts';
import type { DailyCost } from '../values/cost.ts';
import type { AssetPublication, ResultPoint } from './asset-publication.ts';
import { existingOrdinals } from './existing-ordinals.ts';

const amountField = 'consumption';

/** What was used each day, and how far that can be trusted. */
export function dailyPublication(meter: Meter, { days }: HouseSchemes): AssetPublication {
  const consumption = intervalPublication(meter, days, 'meter_consumption_daily', dailyConsumption, amountOf);
  const quality = intervalPublication(meter, days, 'meter_quality', dailyConsumption, (value) => ({
    measured_share: value.measuredShare,
    quality: value.quality,
    ...(value.low === undefined ? {} : { p10: value.low }),
    ...(value.high === undefined ? {} : { p90: value.high }),
  }));
  return {
    ...consumption,
    form: `${consumption.form}, quality 2`,
    measurements: [...consumption.measurements, { name: 'meter_quality', field: 'measured_share' }],
    stretches: (changed, bytesAt) => [
      ...consumption.stretches(changed, bytesAt),
      ...quality.stretches(changed, bytesAt),
    ],
  };
}

/** What was used each month or year, the open ones included. */
export function rollupPublication(meter: Meter, scheme: PartitionScheme, measurement: string): AssetPublication {
  return intervalPublication(meter, scheme, measurement, rollupConsumption, amountOf);
}

/** What that cost, base fee included, in the house's currency. */
export function costPublication(
  meter: Meter,
  scheme: PartitionScheme,
  measurement: string,
  currency: string,
): AssetPublication {
  const codec: Codec<Pick<DailyCost, 'cost' | 'fee'>> = scheme.grain === 'day' ? dailyCost : rollupCost;
  const fieldsOf = ({ cost, fee }: Pick<DailyCost, 'cost' | 'fee'>) => (cost === undefined ? undefined : { cost, fee });
  return intervalPublication(meter, scheme, measurement, codec, fieldsOf, { unit: currency, field: 'cost' });
}

/** One point at the start of each interval. */
function intervalPublication<V>(
  meter: Meter,
  scheme: PartitionScheme,
  measurement: string,
  codec: Codec<V>,
  fieldsOf: (value: V) => ResultPoint['fields'] | undefined,
  { unit, field }: { readonly unit: string; readonly field: string } = { unit: meter.unit, field: amountField },
): AssetPublication {
  const tags = { meter_id: meter.id, unit };
  return {
    scheme,
    form: `${measurement} 1 ${unit}`,
    owner: { meter_id: meter.id },
    measurements: [{ name: measurement, field }],
    reach: (changed) => changed,
    stretches: (changed, bytesAt) => [
      {
        measurement,
        from: scheme.startOf(changed.from),
        to: scheme.endOf(changed.to),
        points: [...existingOrdinals(scheme, changed)].flatMap((ordinal) => {
          const bytes = bytesAt(ordinal);
          const fields = bytes === undefined ? undefined : fieldsOf(decodeValue(codec, bytes) as V);
          return fields === undefined ? [] : [{ time: scheme.startOf(ordinal), tags, fields }];
        }),
      },
    ],
  };
}

function amountOf({ consumption }: Pick<DailyConsumption, 'consumption'>): ResultPoint['fields'] | undefined {
  return consumption === undefined ? undefined : { [amountField]: consumption };
}
