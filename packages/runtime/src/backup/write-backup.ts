import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import {
  type BackupFile,
  type BackupManifest,
  type DatabaseName,
  databaseFile,
  manifestName,
  textFolder,
} from './manifest.ts';
import { packArchive, withFolderBeside } from './pack-archive.ts';
import { snapshotDatabase } from './snapshot-database.ts';

export interface BackupRequest {
  /** Where the backup goes; replaced in one step if it is there. */
  readonly path: string;
  /** The files of the databases; those that are not there are left out. */
  readonly databases: Readonly<Record<DatabaseName, string>>;
  /** Small files that go along, by name. */
  readonly texts: ReadonlyMap<string, string>;
  readonly version: string;
  /** UTC ms. */
  readonly now: number;
}

/**
 * Writes a consistent backup while others write: one gzipped tar archive. Each database is taken at one moment; the one that records what the
 * other holds comes first, so that values are at most newer than their record, as after a crash, and are made again where that matters.
 * @throws DatabaseError where a database cannot be read
 */
export function writeBackup({ path, databases, texts, version, now }: BackupRequest): Promise<BackupManifest> {
  return withFolderBeside(path, async (folder) => {
    const files: BackupFile[] = [];
    await mkdir(join(folder, 'databases'));
    await mkdir(join(folder, textFolder));
    for (const name of ['state', 'series'] as const) {
      if (!existsSync(databases[name])) continue;
      await snapshotDatabase(databases[name], join(folder, databaseFile(name)));
      files.push(await describeFile(folder, databaseFile(name)));
    }
    for (const [name, text] of texts) {
      await writeFile(join(folder, textFolder, name), text);
      files.push(await describeFile(folder, textFolder + name));
    }
    const manifest: BackupManifest = { format: 1, createdAt: new Date(now).toISOString(), version, files };
    await writeFile(join(folder, manifestName), `${JSON.stringify(manifest, null, 2)}\n`);
    await packArchive(folder, [manifestName, ...files.map(({ name }) => name)], path);
    return manifest;
  });
}

/** The size and hash of a file below `folder`. */
export async function describeFile(folder: string, name: string): Promise<BackupFile> {
  const path = join(folder, name);
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { name, bytes: (await stat(path)).size, sha256: hash.digest('hex') };
}
