/** What the meter used on one day near an incident. */
export interface Neighbour {
  readonly key: string;
  /** In the meter's output unit; null where it is not known. */
  readonly amount: number | null;
  readonly quality: string | null;
  /** Whether the day is part of the incident. */
  readonly isPart: boolean;
}

/** Days shown on either side. */
const reach = 7;

/**
 * The days around an incident, a week on either side, as the meter's daily consumption has them; of a long incident only its first and last
 * days. `start` and `end` in UTC ms, as are the starts of the days.
 */
export function neighboursOf(
  { start, end }: { readonly start: number; readonly end: number },
  days: readonly { readonly key: string; readonly start: number; readonly value: unknown }[],
): Neighbour[] {
  const inOrder = [...days].sort((a, b) => a.start - b.start);
  // A day is part of it if it ends after the incident starts: the last day that starts by then.
  const after = inOrder.findIndex((day) => day.start > start);
  const first = Math.max(0, (after === -1 ? inOrder.length : after) - 1);
  const past = inOrder.findIndex((day) => day.start >= end);
  const next = past === -1 ? inOrder.length : past;
  return inOrder.flatMap(({ key, value }, i) => {
    const isNear = Math.min(Math.abs(i - first), Math.abs(i - next + 1)) <= reach;
    if (!isNear) return [];
    const { consumption, quality } = (value ?? {}) as Readonly<Record<string, unknown>>;
    return [
      {
        key,
        amount: typeof consumption === 'number' && Number.isFinite(consumption) ? consumption : null,
        quality: typeof quality === 'string' ? quality : null,
        isPart: i >= first && i < next,
      },
    ];
  });
}
