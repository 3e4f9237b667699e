import type { Words } from '../words/words.ts';

/** What a source recorded of readings that arrived: how many, of which series, and the last one. */
const arrival = /^(a|\d+) readings? of (\S+) arrived, the last one (\S+) at (\S+)$/;

/** What a source recorded about an observation, in the words of the reader where its form is known. */
export function observationWords(detail: string, zone: string, { text, format }: Words): string {
  const match = arrival.exec(detail);
  const at = Date.parse(match?.[4] ?? '');
  const value = Number(match?.[3]);
  if (match === null || Number.isNaN(at) || Number.isNaN(value)) return detail;
  const count = match[1] === 'a' ? 1 : Number(match[1]);
  return text.why.readings(count, match[2] ?? '', value.toLocaleString(format.locale), format.minute(at, zone));
}
