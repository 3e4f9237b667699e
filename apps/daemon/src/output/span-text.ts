/** A stretch of partitions by their keys, both inclusive. */
export interface KeySpan {
  readonly from: string;
  readonly to: string;
}

/** `2024-11-05 … 2024-11-27, 2024-12-01`; what is beyond the first few is counted. */
export function spansText(spans: readonly KeySpan[], shown = 4): string {
  const texts = spans.slice(0, shown).map(({ from, to }) => (from === to ? from : `${from} … ${to}`));
  const rest = spans.length - shown;
  return rest > 0 ? `${texts.join(', ')} and ${rest} more` : texts.join(', ');
}

/** The spans in a text such as `2024-10-01…2024-10-05, 2024-10-09`. */
export function parseSpans(text: string): KeySpan[] {
  if (text === '') return [];
  return text.split(', ').map((span) => {
    const [from = '', to = from] = span.split('…');
    return { from, to };
  });
}
