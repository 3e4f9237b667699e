import { existsSync, statSync } from 'node:fs';
import { systemClock } from '../clock/system-clock.ts';
import { seriesSchema } from '../series/embedded/series-schema.ts';
import { DatabaseCorruptError, DatabaseUpgradingError, NewerDatabaseError } from './database-error.ts';
import { openSqlite } from './open-sqlite.ts';
import { stateSchema } from './state-schema.ts';

export type DatabaseFacts =
  | { readonly kind: 'absent' }
  /** Its owner brings it to today's schema when it opens it. */
  | { readonly kind: 'older'; readonly found: number; readonly known: number }
  | { readonly kind: 'current'; readonly schema: number; readonly bytes: number };

/**
 * Looks at one of the two database files without changing it, and reads through all of it for damage.
 *
 * @throws DatabaseError where it is damaged, foreign, newer, or cannot be read
 */
export async function inspectDatabase(path: string, which: 'state' | 'series'): Promise<DatabaseFacts> {
  if (!existsSync(path)) return { kind: 'absent' };
  const schema = which === 'state' ? stateSchema : seriesSchema;
  try {
    const connection = await openSqlite({ path, role: 'reader', schema, timers: systemClock });
    try {
      const found = connection.pragma('quick_check(1)');
      if (found !== 'ok') throw new DatabaseCorruptError(path, String(found));
      return { kind: 'current', schema: schema.migrations.length, bytes: statSync(path).size };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (!(error instanceof DatabaseUpgradingError)) throw error;
    const { found, known } = error;
    if (found === 0) return { kind: 'absent' };
    if (found > known) throw new NewerDatabaseError(path, found, known);
    return { kind: 'older', found, known };
  }
}
