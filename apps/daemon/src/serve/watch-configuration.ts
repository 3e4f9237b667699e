import { stat } from 'node:fs/promises';
import type { Timers } from '@meterworks/runtime';

/** How often the files are looked at: folders of containers and of networks tell nobody of changes. */
const lookMs = 2_000;

/** Files as they were at some time, for noticing that they are others now. */
export interface SeenFiles {
  readonly files: readonly string[];
  readonly signature: string;
}

/** To be called before the files are read: a change that comes in between is then noticed. */
export async function lookAtFiles(files: readonly string[]): Promise<SeenFiles> {
  return { files, signature: await signatureOf(files) };
}

/**
 * Calls `changed` whenever one of the files was changed, came or went, and has then been left alone for one look: an editor may write
 * in several steps. `changed` gives what it found, which is watched from then on. Ends when the signal is aborted.
 */
export async function watchFiles(
  seen: SeenFiles,
  changed: () => Promise<SeenFiles>,
  { timers, signal }: { readonly timers: Timers; readonly signal: AbortSignal },
): Promise<void> {
  let settled = seen;
  let before = seen.signature;
  while (!signal.aborted) {
    await timers.sleep(lookMs, signal).catch(() => undefined);
    if (signal.aborted) return;
    const now = await signatureOf(settled.files);
    const isChanged = now !== settled.signature && now === before;
    if (isChanged) settled = await changed();
    before = isChanged ? settled.signature : now;
  }
}

async function signatureOf(files: readonly string[]): Promise<string> {
  const found = await Promise.all(
    files.map(async (file) => {
      const facts = await stat(file).catch(() => undefined);
      return facts === undefined ? 'none' : `${facts.mtimeMs} ${facts.size} ${facts.ino}`;
    }),
  );
  return found.join('\n');
}
