import { accessSync, constants, existsSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something is wrong with a database itself, not with what was asked of it. */
export class DatabaseError extends Error {
  override readonly name: string = 'DatabaseError';
  /** The database's file. */
  readonly path: string;
  /** Whether the same call may succeed later without anybody doing something about it. */
  readonly retryable: boolean = false;
  constructor(path: string, message: string, cause?: unknown) {
    super(message, cause === undefined ? {} : { cause });
    this.path = path;
  }
}

/** The file (or its folder) cannot be opened, created, read or written. */
export class DatabaseUnreachableError extends DatabaseError {
  override readonly name = 'DatabaseUnreachableError';
  readonly reason: string;
  /** There is no such file, and it was not to be created. */
  readonly missing: boolean;
  constructor(path: string, reason: string, options: { readonly missing?: boolean; readonly cause?: unknown } = {}) {
    super(path, `cannot use the database ${path}: ${reason}`, options.cause);
    this.reason = reason;
    this.missing = options.missing ?? false;
  }
}

/** The file is damaged, or no database at all. */
export class DatabaseCorruptError extends DatabaseError {
  override readonly name = 'DatabaseCorruptError';
  constructor(path: string, reason: string, cause?: unknown) {
    super(path, `${path} is damaged or no database: ${reason}; move it away and restore a backup of it`, cause);
  }
}

/** The file is a database, but another program's. */
export class ForeignDatabaseError extends DatabaseError {
  override readonly name = 'ForeignDatabaseError';
  readonly expected: string;
  constructor(path: string, expected: string) {
    super(path, `${path} is a database of another program, not the ${expected} database`);
    this.expected = expected;
  }
}

/** The file, or the folder that must hold its write-ahead log, may not be written. */
export class DatabaseReadOnlyError extends DatabaseError {
  override readonly name = 'DatabaseReadOnlyError';
  constructor(path: string, cause?: unknown) {
    super(path, `the database ${path} cannot be written; check the permissions of the file and of its folder`, cause);
  }
}

/** There is no room left where the file lies. What was committed stays; the call that failed has left nothing behind. */
export class DatabaseFullError extends DatabaseError {
  override readonly name = 'DatabaseFullError';
  // Room may be made by anybody, and then all goes on.
  override readonly retryable = true;
  constructor(path: string, cause?: unknown) {
    super(path, `the disk of the database ${path} is full; make room there, nothing is lost`, cause);
  }
}

/** Another process kept the database locked for longer than we wait. */
export class DatabaseLockedError extends DatabaseError {
  override readonly name = 'DatabaseLockedError';
  override readonly retryable = true;
  constructor(path: string, cause?: unknown) {
    super(path, `the database ${path} is locked by another process`, cause);
  }
}

/** The database was written by a newer version of this program. */
export class NewerDatabaseError extends DatabaseError {
  override readonly name = 'NewerDatabaseError';
  readonly found: number;
  readonly known: number;
  constructor(path: string, found: number, known: number) {
    super(path, `the database ${path} has schema ${found}, this version knows ${known}; install a newer version`);
    this.found = found;
    this.known = known;
  }
}

/** The schema is not the one this process knows, and this process is not the one that may change it. */
export class DatabaseUpgradingError extends DatabaseError {
  override readonly name = 'DatabaseUpgradingError';
  override readonly retryable = true;
  readonly found: number;
  readonly known: number;
  constructor(path: string, found: number, known: number) {
    super(
      path,
      `the database ${path} has schema ${found} instead of ${known}: it is being upgraded, or not yet created`,
    );
    this.found = found;
    this.known = known;
  }
}

/** This Node cannot load the database's native code, and would crash if it tried. */
export class UnsupportedNodeError extends DatabaseError {
  override readonly name = 'UnsupportedNodeError';
  readonly node: string;
  constructor(path: string, node: string) {
    super(path, `Node ${node} is too old for the database ${path}; use Node 22.18, 24.11, 26 or newer`);
    this.node = node;
  }
}

/** Turns what SQLite throws into one of the classes above; anything else stays what it is. */
export function asDatabaseError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return error;
  const code = error.code;
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED') || code === 'SQLITE_PROTOCOL') {
    return new DatabaseLockedError(path, error);
  }
  if (code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') {
    return new DatabaseCorruptError(path, error.message, error);
  }
  const isReadOnly = code.startsWith('SQLITE_READONLY') || code === 'SQLITE_PERM';
  if (isReadOnly || (code.startsWith('SQLITE_CANTOPEN') && !isWritable(path)))
    return new DatabaseReadOnlyError(path, error);
  // The second is what a full disk means to the file that write-ahead logging shares between processes.
  if (code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_SHMSIZE') return new DatabaseFullError(path, error);
  if (/^SQLITE_(CANTOPEN|IOERR|AUTH|NOLFS)/.test(code)) {
    return new DatabaseUnreachableError(path, error.message, { cause: error });
  }
  return error;
}

/** Whether a file that is there may be written, with the files that stand beside it meanwhile. */
function isWritable(path: string): boolean {
  if (!existsSync(path)) return true;
  try {
    accessSync(path, constants.W_OK);
    accessSync(dirname(path), constants.W_OK);
    return true;
  } catch {
    return false;
  }
}
