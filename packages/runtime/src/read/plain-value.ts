import type { Json } from '../state/run-record.ts';

/** A decoded value as plain JSON: arrays of numbers as lists, what is not there or no number as null. */
export function plainValue(value: unknown): Json {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'bigint') return value.toString();
  if (typeof value !== 'object') return null;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plainValue);
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, plainValue(item)]));
}
