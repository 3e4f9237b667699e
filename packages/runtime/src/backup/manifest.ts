/** What a backup says about itself: the file `manifest.json`, the first in it. */
export interface BackupManifest {
  readonly format: 1;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  /** Version of the program that wrote it. */
  readonly version: string;
  /** Everything else in it, in the order it was taken. */
  readonly files: readonly BackupFile[];
}

export interface BackupFile {
  /** Path within the backup: `databases/state.db`, `config/config.yaml`. */
  readonly name: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export const manifestName = 'manifest.json';
export const textFolder = 'config/';

export type DatabaseName = 'state' | 'series';

/** Path of a database within the backup. */
export function databaseFile(name: DatabaseName): string {
  return `databases/${name}.db`;
}

/** The file is no backup, or not the one that was written. Nothing was changed. */
export class BackupError extends Error {
  override readonly name = 'BackupError';
  readonly path: string;
  readonly reason: string;
  constructor(path: string, reason: string, options?: ErrorOptions) {
    super(`${path} cannot be restored: ${reason}`, options);
    this.path = path;
    this.reason = reason;
  }
}

/** @throws BackupError where the text is not what `writeBackup` writes */
export function parseManifest(path: string, text: string): BackupManifest {
  let found: unknown;
  try {
    found = JSON.parse(text);
  } catch (error) {
    throw new BackupError(path, 'its manifest is not JSON', { cause: error });
  }
  if (typeof found !== 'object' || found === null || !('format' in found)) {
    throw new BackupError(path, 'its manifest says no format');
  }
  if (found.format !== 1) {
    throw new BackupError(path, `it has format ${String(found.format)}, this version knows 1; install a newer version`);
  }
  const { createdAt, version, files } = found as Partial<BackupManifest>;
  if (typeof createdAt !== 'string' || typeof version !== 'string' || !Array.isArray(files) || !files.every(isFile)) {
    throw new BackupError(path, 'its manifest is damaged');
  }
  return { format: 1, createdAt, version, files };
}

function isFile(value: unknown): value is BackupFile {
  if (typeof value !== 'object' || value === null) return false;
  const { name, bytes, sha256 } = value as Partial<BackupFile>;
  return (
    typeof name === 'string' &&
    /^(databases\/(state|series)\.db|config\/[\w-][\w.-]*)$/.test(name) &&
    typeof bytes === 'number' &&
    typeof sha256 === 'string'
  );
}
