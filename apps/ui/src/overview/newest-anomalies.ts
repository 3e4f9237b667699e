import type { ValueView } from '@meterworks/runtime/read';
import { type IncidentFacts, numbersIn } from '../words/incident-facts.ts';

/** One incident: the latest verdict on it. */
export interface AnomalyView extends IncidentFacts {
  readonly id: string;
  readonly asset: string;
  /** The last day it covers, as partition key. */
  readonly partition: string;
  readonly severity: string;
}

/** Incidents in stored values, each a list of verdicts a day; of verdicts with one id the last. Newest first. */
export function newestAnomalies(
  found: readonly { readonly asset: string; readonly values: readonly ValueView[] }[],
  limit: number,
): AnomalyView[] {
  const incidents = new Map<string, AnomalyView>();
  for (const { asset, values } of found) {
    for (const { key, value } of values) {
      for (const verdict of Array.isArray(value) ? (value as readonly unknown[]) : []) {
        const view = anomalyOf(asset, key, verdict);
        if (view !== undefined) incidents.set(`${asset} ${view.id}`, view);
      }
    }
  }
  return [...incidents.values()].sort((a, b) => b.end - a.end || (a.asset < b.asset ? -1 : 1)).slice(0, limit);
}

function anomalyOf(asset: string, partition: string, verdict: unknown): AnomalyView | undefined {
  if (verdict === null || typeof verdict !== 'object') return undefined;
  const fields = verdict as Readonly<Record<string, unknown>>;
  const { id, type, severity, message, start, end } = fields;
  if (typeof id !== 'string' || typeof start !== 'number' || typeof end !== 'number') return undefined;
  return {
    id,
    asset,
    partition,
    type: String(type),
    severity: String(severity),
    message: String(message),
    start,
    end,
    ...numbersIn(fields),
  };
}
