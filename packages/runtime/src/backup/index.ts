/**
 * Keeping a copy of everything that is recorded, and putting it back.
 *
 * - backup: one archive of both databases, each as it was at one moment, and of small files; whole or not there at all
 * - restore: a backup is checked to the last page before anything is moved, and what it replaces is moved aside, not deleted
 */
export { BackupError, type BackupManifest, type DatabaseName } from './manifest.ts';
export { packTexts } from './pack-archive.ts';
export { type OpenBackup, openBackup } from './restore-backup.ts';
export { type BackupRequest, writeBackup } from './write-backup.ts';
