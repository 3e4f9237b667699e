/** What can be drawn of an asset's values. */
export type ChartShape =
  /** A register at the end of each partition, and what it moved within. */
  | { readonly kind: 'register'; readonly fields: readonly ['close', 'advance'] }
  /** An amount a partition. */
  | { readonly kind: 'amount'; readonly fields: readonly ['advance'] | readonly ['consumption'] };

/** Read off a value as it was stored; undefined where its fields are none that we draw. */
export function chartShapeOf(value: unknown): ChartShape | undefined {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return undefined;
  if ('consumption' in value) return { kind: 'amount', fields: ['consumption'] };
  if ('close' in value && 'advance' in value) return { kind: 'register', fields: ['close', 'advance'] };
  return 'advance' in value ? { kind: 'amount', fields: ['advance'] } : undefined;
}

/** A number in a stored value, null where it is not known. */
export function numberIn(value: unknown, field: string): number | null {
  const found = (value as Readonly<Record<string, unknown>> | null)?.[field];
  return typeof found === 'number' && Number.isFinite(found) ? found : null;
}

/** The quality of a stored value; `unknown` where it says none. */
export function qualityIn(value: unknown): string {
  const quality = (value as Readonly<Record<string, unknown>> | null)?.quality;
  return typeof quality === 'string' ? quality : 'unknown';
}
