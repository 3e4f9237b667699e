import type { Anomaly, Severity } from '../values/anomaly.ts';

/** The verdicts of one local day as they are stored or shown; what has no number is NaN or null. */
export interface VerdictDay {
  /** The day number. */
  readonly ordinal: number;
  /** `2024-11-27` */
  readonly key: string;
  /** A list of `Anomaly`; anything else counts as none. */
  readonly value: unknown;
}

/** A user's word that an incident was seen. Times are UTC ms. */
export interface Acknowledgement {
  readonly asset: string;
  readonly incident: string;
  /** Type and time of the incident when it was acknowledged. */
  readonly topic: string;
  readonly from: number;
  readonly to: number;
  readonly actor: string;
  readonly note: string | null;
  readonly at: number;
}

/** One incident with the evidence of its last verdict. Times are UTC ms, amounts in the meter's output unit; null where there is none. */
export interface Incident extends Pick<Anomaly, 'id' | 'type' | 'severity' | 'start' | 'end' | 'message'> {
  readonly asset: string;
  /** Keys of the first and the last day that carry a verdict: it was told from the first on. */
  readonly toldOn: string;
  readonly lastDay: string;
  /** From the first day of the incident to its last one. */
  readonly days: number;
  /** Whether the last day that was judged is still part of it. */
  readonly goesOn: boolean;
  readonly observed: number | null;
  readonly expected: number | null;
  readonly lower: number | null;
  readonly upper: number | null;
  /** Deviation ÷ spread. */
  readonly score: number | null;
  readonly acknowledgement: Acknowledgement | null;
}

const rank: Readonly<Record<Severity, number>> = { info: 0, warning: 1, critical: 2 };
const dayMs = 86_400_000;

/**
 * The incidents that the days of an anomalies asset tell of, newest first; the days may come in any order. An incident is as severe as its
 * most severe day. It is acknowledged by its id; or, where late readings moved its first day and so its id, by a word on an incident of
 * the same type at the same time.
 */
export function joinIncidents(
  asset: string,
  days: readonly VerdictDay[],
  acknowledgements: readonly Acknowledgement[] = [],
): Incident[] {
  const inOrder = [...days].sort((a, b) => a.ordinal - b.ordinal);
  const newest = inOrder.at(-1)?.ordinal;
  const said = acknowledgements.filter((one) => one.asset === asset);
  const incidents = new Map<string, Incident>();
  for (const { ordinal, key, value } of inOrder) {
    for (const verdict of verdictsIn(value)) {
      const { id, type, start, end, message } = verdict;
      const former = incidents.get(id);
      const severity =
        former !== undefined && rank[former.severity] > rank[verdict.severity] ? former.severity : verdict.severity;
      incidents.set(id, {
        asset,
        id,
        type,
        severity,
        start,
        end,
        message,
        toldOn: former?.toldOn ?? key,
        lastDay: key,
        // A day of 23 or 25 hours is a day.
        days: Math.max(1, Math.round((end - start) / dayMs)),
        goesOn: ordinal === newest,
        observed: numberIn(verdict.observed),
        expected: numberIn(verdict.expected),
        lower: numberIn(verdict.lower),
        upper: numberIn(verdict.upper),
        score: numberIn(verdict.score),
        acknowledgement: null,
      });
    }
  }
  return [...incidents.values()]
    .map((incident) => ({ ...incident, acknowledgement: acknowledgementOf(incident, said) }))
    .sort((a, b) => b.end - a.end || b.start - a.start || (a.id < b.id ? -1 : 1));
}

function acknowledgementOf(
  { id, type, start, end }: Pick<Incident, 'id' | 'type' | 'start' | 'end'>,
  said: readonly Acknowledgement[],
): Acknowledgement | null {
  const byId = said.find(({ incident }) => incident === id);
  return byId ?? said.find(({ topic, from, to }) => topic === type && from < end && start < to) ?? null;
}

function verdictsIn(value: unknown): Anomaly[] {
  return Array.isArray(value) ? value.filter(isVerdict) : [];
}

function isVerdict(value: unknown): value is Anomaly {
  if (value === null || typeof value !== 'object') return false;
  const { id, start, end } = value as Readonly<Record<string, unknown>>;
  return typeof id === 'string' && typeof start === 'number' && typeof end === 'number';
}

function numberIn(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}
