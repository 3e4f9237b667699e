import { escaped } from './official-client.ts';
import type { PublishedPoint } from './publication-port.ts';

export type FieldValue = number | string;

/** A text that the line protocol cannot hold. */
export class LineError extends Error {
  override readonly name = 'LineError';
  readonly text: string;
  constructor(text: string) {
    super(
      `InfluxDB cannot hold ${JSON.stringify(text)} as a name or tag: it is empty, ends in a backslash or has a control character`,
    );
    this.text = text;
  }
}

/** Measurement and tags as a line starts. @throws LineError */
export function lineStart(measurement: string, tags: Readonly<Record<string, string>>): string {
  const parts = Object.entries(tags)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, value]) => `,${escaped.tag(holdable(name))}=${escaped.tag(holdable(value))}`);
  return `${escaped.measurement(holdable(measurement))}${parts.join('')}`;
}

/** The fields of a line; a number that is not finite is left out. Undefined where nothing is left. */
export function lineFields(fields: Readonly<Record<string, FieldValue>>): string | undefined {
  const parts = Object.entries(fields).flatMap(([name, value]) => {
    if (typeof value === 'string') return [`${escaped.tag(holdable(name))}=${escaped.quoted(value)}`];
    return Number.isFinite(value) ? [`${escaped.tag(holdable(name))}=${value + 0}`] : [];
  });
  return parts.length === 0 ? undefined : parts.join(',');
}

/** Lines of points in one measurement, times in ms; a point without a field that can be held is left out. */
export function pointLines(measurement: string, points: readonly PublishedPoint[]): string[] {
  return points.flatMap(({ time, tags, fields }) => {
    const text = lineFields(fields);
    return text === undefined ? [] : [`${lineStart(measurement, tags)} ${text} ${time}`];
  });
}

function holdable(text: string): string {
  if (text === '' || text.endsWith('\\') || /\p{Cc}/u.test(text)) throw new LineError(text);
  return text;
}
