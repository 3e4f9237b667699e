import { plural } from './plural.ts';

const words: Readonly<Record<string, string>> = {
  'input-changed': 'an input changed',
  'input-added': 'an input was added',
  'input-removed': 'an input was removed',
  'code-changed': 'the code changed',
  'config-changed': 'the configuration changed',
  'deps-differ': 'other dependencies were declared',
  'upstream-not-fresh': 'something upstream was not fresh',
  'not-made': 'not made before',
};

/** Why a step made what it made, from the JSON that was recorded with it: numbers by kind, or a list of causes. Unknown kinds stay as they are. */
export function causeWords(causes: unknown): string[] {
  if (Array.isArray(causes)) return causes.flatMap(oneCause);
  if (causes === null || typeof causes !== 'object') return [];
  return Object.entries(causes).flatMap(([kind, count]) => (typeof count === 'number' ? [withCount(kind, count)] : []));
}

function oneCause(cause: unknown): string[] {
  if (typeof cause === 'string') return [cause];
  if (cause === null || typeof cause !== 'object') return [];
  const { sentence, kind, count } = cause as Record<string, unknown>;
  if (typeof sentence === 'string' && sentence !== '') return [sentence];
  if (typeof kind !== 'string') return [];
  return [typeof count === 'number' ? withCount(kind, count) : (words[kind] ?? kind)];
}

function withCount(kind: string, count: number): string {
  return `${words[kind] ?? kind} (${plural(count, 'partition')})`;
}
