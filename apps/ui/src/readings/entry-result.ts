import type { EntryJudgement } from '@meterworks/meters/entry';
import type { CommandProgress } from '../acts/await-command.ts';

/** What the daemon says of a reading that is typed in; undefined where the result is something else. */
export function entryResultOf(result: CommandProgress['result']): EntryJudgement | undefined {
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return undefined;
  const told = result as unknown as EntryJudgement;
  return Array.isArray(told.faults) && Array.isArray(told.doubts) ? told : undefined;
}
