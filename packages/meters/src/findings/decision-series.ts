import type { Decision } from '../repair/repair-rules.ts';

/** The raw series in which the user's decisions about a meter's readings lie: time and register of the reading, kind the word. */
export function decisionSeries(meterId: string): string {
  return `decisions/${meterId}`;
}

/**
 * What the user can say of a reading. `reject-passage`: it is not believed, nor is the way that the register took to it, so that what follows
 * from it is dropped, too. `withdraw` takes back what was said.
 */
export type DecisionWord = 'accept' | 'reject' | 'reject-passage' | 'withdraw';

/** Of several kinds of one sample the last in text order stands: so a word that is added later wins, in the one write that adds it. */
export function decisionKind(word: DecisionWord, turn: number): string {
  return `said ${String(turn).padStart(6, '0')} ${word}`;
}

/** How often something was said of a reading, by the kind of its sample; 0 of one that was written before turns were counted. */
export function turnOf(kind: string): number {
  return Number(/^said (\d+) /.exec(kind)?.[1] ?? 0);
}

/** The decision that a sample of the series stands for; undefined where it was taken back. Time in UTC ms. */
export function decisionOf(time: number, register: number, kind: string): Decision | undefined {
  const word = kind.slice(kind.lastIndexOf(' ') + 1);
  if (word === 'withdraw') return undefined;
  if (word === 'reject-passage') return { time, register, verdict: 'reject', passage: true };
  return { time, register, verdict: word === 'reject' ? 'reject' : 'accept' };
}
