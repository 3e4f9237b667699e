import type { Words } from '../words/words.ts';
import { factsOfCode } from './status-facts.ts';

/** The status that a code of a strip stands for, in a word. */
export function labelOfCode(code: number, { text }: Words): string {
  const facts = factsOfCode(code);
  return facts === undefined ? text.status.noPartition : text.status.labels[facts.status];
}

/** The same, and what it means. */
export function meaningOfCode(code: number, { text }: Words): string {
  const facts = factsOfCode(code);
  if (facts === undefined) return text.status.noPartition;
  return `${text.status.labels[facts.status]}: ${text.status.meanings[facts.status]}`;
}
