import { mkdir, mkdtemp, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { create } from 'tar';

/** Packs files of a folder, in this order, into one gzipped tar archive that appears under its name only when it is whole. */
export async function packArchive(folder: string, names: readonly string[], path: string): Promise<void> {
  const unfinished = join(folder, 'archive');
  await create({ gzip: true, file: unfinished, cwd: folder, portable: true }, [...names]);
  const file = await open(unfinished, 'r+');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
}

/** Packs texts, by the name each gets, likewise. */
export async function packTexts(texts: ReadonlyMap<string, string>, path: string): Promise<void> {
  await withFolderBeside(path, async (folder) => {
    for (const [name, text] of texts) {
      await mkdir(dirname(join(folder, name)), { recursive: true });
      await writeFile(join(folder, name), text);
    }
    await packArchive(folder, [...texts.keys()], path);
  });
}

/** A folder to work in, on the same disk as `path`, gone when the work is done. */
export async function withFolderBeside<T>(path: string, work: (folder: string) => Promise<T>): Promise<T> {
  await mkdir(dirname(path), { recursive: true });
  const folder = await mkdtemp(join(dirname(path), '.unfinished-'));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
