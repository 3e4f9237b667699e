import type { BackupManifest } from '@meterworks/runtime/backup';
import { counted } from './table.ts';

/** What `backup --json` prints. Sizes are bytes, before compression. */
export function backupJson(file: string, { createdAt, version, files }: BackupManifest) {
  return {
    file,
    created_at: createdAt,
    version,
    files: files.map(({ name, bytes, sha256 }) => ({ name, bytes, sha256 })),
  };
}

export function backupLines(file: string, manifest: BackupManifest): string[] {
  return [`${file}: ${contents(manifest)}. Secrets are not in it.`];
}

export interface RestoreReport {
  readonly manifest: BackupManifest;
  /** Where what was there lies now; undefined where nothing was. */
  readonly aside: string | undefined;
  /** Files of the configuration that were written. */
  readonly written: readonly string[];
}

export function restoreLines({ manifest, aside, written }: RestoreReport): string[] {
  return [
    `Restored the backup of ${manifest.createdAt}: ${contents(manifest)}.`,
    ...(aside === undefined ? [] : [`What was there lies in ${aside}; delete that when all is well.`]),
    written.length > 0
      ? `The configuration is that of the backup: ${written.join(', ')}. Secrets were not in it.`
      : 'The configuration is the one that was there.',
    'Start `meterworks serve` now, and restart the UI if it runs: what was made since the backup is made again.',
  ];
}

function contents({ files }: BackupManifest): string {
  const databases = files.filter(({ name }) => name.startsWith('databases/'));
  const rest = files.length - databases.length;
  const parts = databases.map(({ name, bytes }) => `${name.slice('databases/'.length)} ${(bytes / 1e6).toFixed(1)} MB`);
  return [...parts, `${counted(rest, 'file')} of the configuration`].join(', ');
}
