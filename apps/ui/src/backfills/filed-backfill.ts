import type { CommandProgress } from '../acts/await-command.ts';

/** What became of a wish for a backfill. `covered`: another one is going to make all of it. */
export interface FiledBackfill {
  readonly kind: 'filed' | 'covered';
  readonly backfill: number;
}

/** Undefined where there was nothing to do. */
export function filedOf(result: CommandProgress['result']): FiledBackfill | undefined {
  if (result === null || typeof result !== 'object' || Array.isArray(result)) return undefined;
  const { kind, backfill } = result as Readonly<Record<string, unknown>>;
  if ((kind !== 'filed' && kind !== 'covered') || typeof backfill !== 'number') return undefined;
  return { kind, backfill };
}
