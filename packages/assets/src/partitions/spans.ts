import type { Grain, OrdinalRange, PartitionScheme } from './partition-scheme.ts';

/**
 * The contiguous spans of ordinals that stand in ascending order, each once. With a scheme, ordinals around a skipped date are contiguous
 * too.
 */
export function spansOf(ordinals: readonly number[], scheme?: PartitionScheme<Grain>): OrdinalRange[] {
  const [first, last] = [ordinals[0], ordinals.at(-1)];
  if (first === undefined || last === undefined) return [];
  if (last - first === ordinals.length - 1) return [{ from: first, to: last }];
  const spans: OrdinalRange[] = [];
  let from = 0;
  let to = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < ordinals.length; i++) {
    const ordinal = ordinals[i] as number;
    if (ordinal === to + 1 || (scheme !== undefined && to >= from && scheme.endOf(to) === scheme.startOf(ordinal))) {
      to = ordinal;
      continue;
    }
    if (to >= from) spans.push({ from, to });
    from = ordinal;
    to = ordinal;
  }
  if (to >= from) spans.push({ from, to });
  return spans;
}

/** For people: `2024-10-01…2024-10-05, 2024-10-09`. */
export function formatSpans(scheme: PartitionScheme<Grain>, spans: Iterable<OrdinalRange>): string {
  return Array.from(spans, ({ from, to }) =>
    from === to ? scheme.keyOf(from) : `${scheme.keyOf(from)}…${scheme.keyOf(to)}`,
  ).join(', ');
}
