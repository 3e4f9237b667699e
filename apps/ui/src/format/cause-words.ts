import type { Words } from '../words/words.ts';

/** Why a step made what it made, from the JSON that was recorded with it: numbers by kind, or a list of causes. Unknown kinds stay as they are. */
export function causeWords(causes: unknown, words: Words): string[] {
  if (Array.isArray(causes)) return causes.flatMap((cause) => oneCause(cause, words));
  if (causes === null || typeof causes !== 'object') return [];
  return Object.entries(causes).flatMap(([kind, count]) =>
    typeof count === 'number' ? [withCount(kind, count, words)] : [],
  );
}

function oneCause(cause: unknown, words: Words): string[] {
  if (typeof cause === 'string') return [cause];
  if (cause === null || typeof cause !== 'object') return [];
  const { sentence, kind, count } = cause as Record<string, unknown>;
  if (typeof sentence === 'string' && sentence !== '') return [sentence];
  if (typeof kind !== 'string') return [];
  return [typeof count === 'number' ? withCount(kind, count, words) : (words.text.status.causes[kind] ?? kind)];
}

function withCount(kind: string, count: number, { text }: Words): string {
  return `${text.status.causes[kind] ?? kind} (${text.status.partitions(count)})`;
}
