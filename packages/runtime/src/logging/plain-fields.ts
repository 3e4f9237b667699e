import type { LogFields } from './logger.ts';

/** Fields as plain JSON: errors with their name, message, stack and cause, dates and the like as text, no cycles. */
export function plainFields(fields: LogFields, redact: (text: string) => string): LogFields {
  return plain(fields, redact, []) as LogFields;
}

function plain(value: unknown, redact: (text: string) => string, inside: readonly object[]): unknown {
  if (typeof value === 'string') return redact(value);
  if (typeof value === 'bigint') return value.toString();
  if (typeof value === 'function' || typeof value === 'symbol') return undefined;
  if (typeof value !== 'object' || value === null) return value;
  if (inside.includes(value)) return '(itself)';
  const within = [...inside, value];
  if (value instanceof Error) {
    const { name, message, stack, cause } = value;
    return plain({ ...value, name, message, stack, ...(cause === undefined ? {} : { cause }) }, redact, within);
  }
  if ('toJSON' in value && typeof value.toJSON === 'function') return plain(value.toJSON(), redact, within);
  if (value instanceof Map) return plain([...value], redact, within);
  if (ArrayBuffer.isView(value)) return `(${value.constructor.name} of ${value.byteLength} bytes)`;
  if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, (item) => plain(item, redact, within));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [redact(name), plain(item, redact, within)]));
}
