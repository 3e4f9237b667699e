import { decodeValue } from '@meterworks/assets';
import type { Meter } from '../config/meter.ts';
import type { HouseSchemes } from '../house/schemes.ts';
import type { Anomaly } from '../values/anomaly.ts';
import { anomalies } from '../values/codecs.ts';
import type { AssetPublication, ResultPoint, StoredBytes } from './asset-publication.ts';
import { existingOrdinals } from './existing-ordinals.ts';

const measurement = 'meter_anomaly';

/** What was unusual: one point an incident, at the end of its last day. As an incident goes on its point moves with it. */
export function anomalyPublication(meter: Meter, { days }: HouseSchemes): AssetPublication {
  const verdictsOn = (day: number, bytesAt: StoredBytes): readonly Anomaly[] => {
    const bytes = bytesAt(day);
    return bytes === undefined ? [] : decodeValue(anomalies, bytes);
  };
  return {
    scheme: days,
    form: `anomaly 1 ${meter.unit}`,
    owner: { meter_id: meter.id },
    measurements: [{ name: measurement, field: 'id' }],
    // The day before may have become, or no longer be, the last of its incidents.
    reach: ({ from, to }) => ({ from: from - 1, to: to + 1 }),
    stretches({ from, to }, bytesAt) {
      const points: ResultPoint[] = [];
      let next = verdictsOn(to + 1, bytesAt);
      for (const day of [...existingOrdinals(days, { from: from - 1, to })].reverse()) {
        const verdicts = verdictsOn(day, bytesAt);
        const goingOn = new Set(next.map(({ id }) => id));
        points.push(
          ...verdicts.filter(({ id }) => !goingOn.has(id)).map((verdict) => pointOf(meter, verdict, days.endOf(day))),
        );
        next = verdicts;
      }
      return [{ measurement, from: days.startOf(from - 1) + 1, to: days.endOf(to) + 1, points: points.reverse() }];
    },
  };
}

/** Instants as RFC 3339, for people; a tag holds only what has few values. */
function pointOf(meter: Meter, verdict: Anomaly, time: number): ResultPoint {
  const { id, type, severity, start, end, observed, expected, lower, upper, score, message } = verdict;
  return {
    time,
    tags: { meter_id: meter.id, unit: meter.unit, type, severity },
    fields: {
      id,
      message,
      start: new Date(start).toISOString(),
      end: new Date(end).toISOString(),
      consumption: observed,
      expected,
      lower,
      upper,
      score,
    },
  };
}
