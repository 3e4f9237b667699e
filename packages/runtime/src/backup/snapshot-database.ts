import { asDatabaseError } from '../database/database-error.ts';

/** How long a backup waits for a lock; only an upgrade of the schema holds one for long. */
const patienceMs = 10_000;

/**
 * Copies a database as it is at one moment, without its write-ahead log and free pages; writers are not held up.
 * @throws DatabaseError
 */
export async function snapshotDatabase(path: string, target: string): Promise<void> {
  const { default: BetterSqlite3 } = await import('better-sqlite3');
  try {
    const database = new BetterSqlite3(path, { readonly: true, fileMustExist: true, timeout: patienceMs });
    try {
      database.prepare('vacuum into ?').run(target);
    } finally {
      database.close();
    }
  } catch (error) {
    throw asDatabaseError(path, error);
  }
}
