import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The YAML files of the configuration folder, by name; secrets lie elsewhere. */
export async function readConfigurationTexts(folder: string): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  if (!existsSync(folder)) return texts;
  for (const name of (await readdir(folder)).toSorted()) {
    if (/^[\w-][\w.-]*\.ya?ml$/.test(name)) texts.set(name, await readFile(join(folder, name), 'utf8'));
  }
  return texts;
}

/** Writes them into a folder that has none of its own. @returns the names of what was written */
export async function restoreConfigurationTexts(folder: string, texts: ReadonlyMap<string, string>): Promise<string[]> {
  if ((await readConfigurationTexts(folder)).size > 0) return [];
  await mkdir(folder, { recursive: true });
  for (const [name, text] of texts) await writeFile(join(folder, name), text, { flag: 'wx' });
  return [...texts.keys()];
}
