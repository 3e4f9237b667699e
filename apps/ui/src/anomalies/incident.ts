import type { ValueView } from '@meterworks/runtime/read';
import { subjectOf } from '../assets/asset-name.ts';
import { type IncidentFacts, numbersIn } from '../words/incident-facts.ts';

/** One incident: the verdicts of consecutive days with one id. Times are UTC milliseconds, amounts in the meter's unit. */
export interface Incident extends IncidentFacts {
  readonly id: string;
  readonly asset: string;
  readonly meter: string;
  readonly severity: string;
  /** First and last day that was judged so, as partition keys. */
  readonly firstDay: string;
  readonly lastDay: string;
  readonly days: number;
}

/** Incidents in stored values, each a list of verdicts a day. Of one incident the last verdict speaks; newest first. */
export function incidentsIn(
  found: readonly { readonly asset: string; readonly values: readonly ValueView[] }[],
): Incident[] {
  const incidents = new Map<string, Incident>();
  for (const { asset, values } of found) {
    for (const { key, value } of values) {
      for (const verdict of Array.isArray(value) ? (value as readonly unknown[]) : []) {
        const one = incidentOf(asset, key, verdict);
        if (one === undefined) continue;
        const before = incidents.get(`${asset} ${one.id}`);
        incidents.set(
          `${asset} ${one.id}`,
          before === undefined ? one : { ...one, firstDay: before.firstDay, days: before.days + 1 },
        );
      }
    }
  }
  return [...incidents.values()].sort((a, b) => b.end - a.end || b.start - a.start || (a.asset < b.asset ? -1 : 1));
}

function incidentOf(asset: string, day: string, verdict: unknown): Incident | undefined {
  if (verdict === null || typeof verdict !== 'object') return undefined;
  const fields = verdict as Readonly<Record<string, unknown>>;
  const { id, type, severity, message, start, end } = fields;
  if (typeof id !== 'string' || typeof start !== 'number' || typeof end !== 'number') return undefined;
  return {
    id,
    asset,
    meter: subjectOf(asset),
    type: String(type),
    severity: String(severity),
    message: String(message),
    start,
    end,
    firstDay: day,
    lastDay: day,
    days: 1,
    ...numbersIn(fields),
  };
}
