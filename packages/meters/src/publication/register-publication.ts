import { decodeValue, type OrdinalRange } from '@meterworks/assets';
import type { Meter } from '../config/meter.ts';
import type { HouseSchemes } from '../house/schemes.ts';
import { dayValue } from '../values/codecs.ts';
import type { DayValue } from '../values/day-value.ts';
import type { AssetPublication, ResultPoint, StoredBytes } from './asset-publication.ts';
import { existingOrdinals } from './existing-ordinals.ts';

const daily = { name: 'meter_interpolated_daily', field: 'value' } as const;
const monthly = { name: 'meter_interpolated_monthly', field: 'value' } as const;

/** The register of a meter: at the end of each day, of each month, and of the open month's last day. */
export function registerPublication(meter: Meter, { days, months }: HouseSchemes): AssetPublication {
  const tags = { meter_id: meter.id, unit: meter.unit };
  const monthsOf = ({ from, to }: OrdinalRange): OrdinalRange => ({
    from: months.ordinalOfDay(days.firstDay(from)),
    to: months.ordinalOfDay(days.lastDay(to)),
  });
  const daysOf = ({ from, to }: OrdinalRange): OrdinalRange => ({
    from: months.firstDay(from),
    to: months.lastDay(to),
  });
  const pointAt = (day: number, bytesAt: StoredBytes): ResultPoint[] => {
    const bytes = bytesAt(day);
    const close = bytes === undefined ? undefined : (decodeValue(dayValue, bytes) as DayValue).close;
    return close === undefined ? [] : [{ time: days.endOf(day), tags, fields: { value: close } }];
  };
  const lastOf = (month: number, bytesAt: StoredBytes): ResultPoint[] => {
    const known = [...existingOrdinals(days, daysOf({ from: month, to: month }))].filter(
      (day) => bytesAt(day) !== undefined,
    );
    const last = known.at(-1);
    return last === undefined ? [] : pointAt(last, bytesAt);
  };
  return {
    scheme: days,
    form: `register 1 ${meter.unit}`,
    owner: { meter_id: meter.id },
    measurements: [daily, monthly],
    reach: (changed) => daysOf(monthsOf(changed)),
    stretches(changed, bytesAt) {
      const touched = monthsOf(changed);
      const points: ResultPoint[] = [];
      for (let month = touched.from; month <= touched.to; month++) points.push(...lastOf(month, bytesAt));
      // A point lies at the end of its interval: an interval's points are those after its start, and its end.
      return [
        {
          measurement: daily.name,
          from: days.startOf(changed.from) + 1,
          to: days.endOf(changed.to) + 1,
          points: [...existingOrdinals(days, changed)].flatMap((day) => pointAt(day, bytesAt)),
        },
        { measurement: monthly.name, from: months.startOf(touched.from) + 1, to: months.endOf(touched.to) + 1, points },
      ];
    },
  };
}
