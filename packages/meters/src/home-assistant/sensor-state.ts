import type { Anomaly } from '../values/anomaly.ts';
import type { Quality, RollupQuality } from '../values/quality.ts';

/** How a meter is, the first that applies. */
export const healthStates = ['failed', 'out_of_date', 'silent', 'ok'] as const;
export type Health = (typeof healthStates)[number];

/** What there is to tell of a meter. Amounts in its unit; instants UTC ms. */
export interface MeterState {
  /** The newest day that is made; undefined where none of the last two is. */
  readonly day: { readonly start: number; readonly amount: number | undefined; readonly quality: Quality } | undefined;
  /** The month that today lies in, as far as its days have ended. */
  readonly month: { readonly start: number; readonly amount: number | undefined; readonly quality: RollupQuality };
  /** The newest one, as it last was. */
  readonly anomaly: Anomaly | undefined;
  readonly health: Health;
}

/** The JSON under a meter's state topic, which the sensors' templates read. Null is what Home Assistant shows as unknown. */
export function statePayload({ day, month, anomaly, health }: MeterState): string {
  return JSON.stringify({
    yesterday: plain(day?.amount),
    yesterday_start: day === undefined ? null : iso(day.start),
    yesterday_quality: day?.quality ?? 'unknown',
    month: plain(month.amount),
    month_start: iso(month.start),
    month_quality: month.quality,
    anomaly: anomaly?.type ?? 'none',
    anomaly_details:
      anomaly === undefined
        ? {}
        : {
            id: anomaly.id,
            severity: anomaly.severity,
            message: anomaly.message,
            start: iso(anomaly.start),
            end: iso(anomaly.end),
            observed: plain(anomaly.observed),
            expected: plain(anomaly.expected),
          },
    health,
  });
}

/** Without the traces of binary fractions. */
function plain(amount: number | undefined): number | null {
  return amount === undefined || Number.isNaN(amount) ? null : Number(amount.toPrecision(12));
}

function iso(instant: number): string {
  return new Date(instant).toISOString();
}
