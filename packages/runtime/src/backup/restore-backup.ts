import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, open, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { extract } from 'tar';
import { DatabaseError } from '../database/database-error.ts';
import { inspectDatabase } from '../database/inspect-database.ts';
import {
  BackupError,
  type BackupManifest,
  type DatabaseName,
  databaseFile,
  manifestName,
  parseManifest,
  textFolder,
} from './manifest.ts';
import { describeFile } from './write-backup.ts';

/** A backup that was unpacked and found whole. */
export interface OpenBackup {
  readonly manifest: BackupManifest;
  /** The small files that went along, by name. */
  readonly texts: ReadonlyMap<string, string>;
  /**
   * Puts the databases in the places of what is there; that, with its write-ahead logs, is moved into the folder `aside`. Nobody may have the
   * places open. What the backup lacks is moved aside all the same: two databases of different times are of no use together.
   */
  place(targets: Readonly<Record<DatabaseName, string>>, aside: string): Promise<void>;
  /** Removes what was unpacked. */
  close(): Promise<void>;
}

const names = ['state', 'series'] as const;

/**
 * Unpacks a backup below `scratch`, a folder with room for all of it, and checks every byte of every file and every page of every database.
 * @throws BackupError
 */
export async function openBackup(path: string, scratch: string): Promise<OpenBackup> {
  if (!existsSync(path)) throw new BackupError(path, 'there is no such file');
  await mkdir(scratch, { recursive: true });
  const folder = await mkdtemp(join(scratch, '.restore-'));
  const close = () => rm(folder, { recursive: true, force: true });
  try {
    const manifest = await unpack(path, folder);
    for (const name of names) await checkDatabase(path, folder, name);
    const texts = new Map<string, string>();
    for (const { name } of manifest.files) {
      if (name.startsWith(textFolder)) texts.set(basename(name), await readFile(join(folder, name), 'utf8'));
    }
    return { manifest, texts, close, place: (targets, aside) => place(folder, targets, aside) };
  } catch (error) {
    await close();
    throw error;
  }
}

async function unpack(path: string, folder: string): Promise<BackupManifest> {
  try {
    await extract({ file: path, cwd: folder, strict: true });
  } catch (error) {
    throw new BackupError(path, 'it is no backup, or damaged', { cause: error });
  }
  if (!existsSync(join(folder, manifestName))) throw new BackupError(path, 'it has no manifest, so it is no backup');
  const manifest = parseManifest(path, await readFile(join(folder, manifestName), 'utf8'));
  for (const { name, bytes, sha256 } of manifest.files) {
    if (!existsSync(join(folder, name))) throw new BackupError(path, `${name} is missing in it`);
    const found = await describeFile(folder, name);
    if (found.bytes !== bytes || found.sha256 !== sha256) throw new BackupError(path, `${name} in it is damaged`);
  }
  return manifest;
}

async function checkDatabase(path: string, folder: string, name: DatabaseName): Promise<void> {
  try {
    await inspectDatabase(join(folder, databaseFile(name)), name);
  } catch (error) {
    if (!(error instanceof DatabaseError)) throw error;
    throw new BackupError(path, error.message.replace(join(folder, '/'), ''), { cause: error });
  }
}

/** Everything is on the right disk before anything is moved, so that little can go wrong between the first step and the last. */
async function place(folder: string, targets: Readonly<Record<DatabaseName, string>>, aside: string): Promise<void> {
  const restored = names.filter((name) => existsSync(join(folder, databaseFile(name))));
  for (const name of restored) {
    await mkdir(dirname(targets[name]), { recursive: true });
    await copyFile(join(folder, databaseFile(name)), unfinished(targets[name]));
    await flush(unfinished(targets[name]));
  }
  await mkdir(aside, { recursive: true });
  for (const name of names) {
    for (const suffix of ['-wal', '-shm', '']) {
      const file = targets[name] + suffix;
      if (existsSync(file)) await rename(file, join(aside, basename(file)));
    }
  }
  for (const name of restored) await rename(unfinished(targets[name]), targets[name]);
}

function unfinished(target: string): string {
  return `${target}.restoring`;
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
