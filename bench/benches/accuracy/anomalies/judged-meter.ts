import type { Zone } from '@meterworks/assets';
import type { Anomaly, DailyConsumption, RepairedDay } from '@meterworks/meters';
import { type AnomalyInput, detectAnomalies, type MeterKind } from '@meterworks/meters/anomalies';
import { physicalDays } from '@meterworks/meters/physical';
import { commonRateOf, type Readings, repairReadings } from '@meterworks/meters/repair';
import { spreadTicks, summarizeDays } from '@meterworks/meters/repaired';

type Unit = Parameters<typeof commonRateOf>[0];

/** A meter of which every hour is known, before anything is done to it. */
export interface HourlyMeter {
  readonly name: string;
  readonly unit: Unit;
  readonly kind: MeterKind;
  readonly zone: Zone;
  readonly readings: Readings;
  /** When nobody was there for whom it counts, UTC ms: it is truly low then. */
  readonly absences?: readonly { readonly from: number; readonly to: number }[];
  /** Places before the decimal point, where a rollover is under test. */
  readonly digits?: number;
}

/** One incident: the verdicts that share an id. */
export interface Incident extends Pick<Anomaly, 'id' | 'type' | 'start' | 'end'> {
  /** End of the day on which it was first told, UTC ms. */
  readonly told: number;
  /** Its last verdict. */
  readonly verdict: Anomaly;
}

/** What the steps of the house make of readings: the days, and what is unusual about them. */
export interface JudgedMeter {
  readonly first: number;
  readonly last: number;
  readonly consumption: ReadonlyMap<number, DailyConsumption>;
  readonly incidents: readonly Incident[];
}

/** Repairs, sums up and judges, as a house does for a meter of the configuration with nothing declared but `digits`. */
export function judgeMeter(meter: HourlyMeter, readings: Readings = meter.readings, until?: number): JudgedMeter {
  const { zone, unit, kind, digits } = meter;
  const series = spreadTicks(repairReadings(readings, { commonRate: commonRateOf(unit), digits, decisions: [] }));
  const first = zone.dayOf(series.times[0] as number);
  const last = zone.dayOf(until ?? (series.times.at(-1) as number)) - 1;
  const repaired = new Map<number, RepairedDay>();
  for (const [i, day] of summarizeDays(series, zone, first, last).entries()) repaired.set(first + i, day);
  const inputs = [...repaired].map(([day, value]) => ({ day, repaired: value }));
  // Only measured days are judged, and those ask for no profile.
  const values = physicalDays(inputs, () => undefined, zone, { extrapolateMaxDays: 0 });
  const consumption = new Map(
    values.map(({ advance, quality, measuredShare }, i) => [
      (inputs[i] as { day: number }).day,
      { consumption: advance, quality, measuredShare },
    ]),
  );
  const input: AnomalyInput = {
    meterId: meter.name,
    unit,
    kind,
    zone,
    from: first,
    to: last,
    first,
    consumptionAt: (day) => consumption.get(day),
    repairedAt: (day) => repaired.get(day),
  };
  return { first, last, consumption, incidents: incidentsOf(input) };
}

/** The incidents that the verdicts of a range of days tell of. */
export function incidentsOf(input: AnomalyInput): Incident[] {
  const incidents = new Map<string, Incident>();
  const byDay = [...detectAnomalies(input)].sort((a, b) => a[0] - b[0]);
  for (const verdict of byDay.flatMap(([, verdicts]) => verdicts)) {
    const { id, type, start, end } = verdict;
    incidents.set(id, { id, type, start, end, told: incidents.get(id)?.told ?? end, verdict });
  }
  return [...incidents.values()];
}
