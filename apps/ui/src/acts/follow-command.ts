import { type CommandProgress, progressMark } from './await-command.ts';

/** Milliseconds before asking again where there was no answer. */
const pauseMs = 2_000;

/**
 * Asks the server how far a command is until it is finished; gives the last answer, or undefined once the signal is aborted. An
 * answer comes when there is something new, so asking again at once is no hurry.
 */
export async function followCommand(
  id: number,
  onProgress: (progress: CommandProgress) => void,
  signal: AbortSignal,
): Promise<CommandProgress | undefined> {
  let seen = 'waiting';
  while (!signal.aborted) {
    const progress = await askServer(id, seen, signal);
    if (progress === 'unknown') throw new Error(`command ${id} is not recorded any more`);
    if (progress === undefined) {
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
      continue;
    }
    if (progress.state !== 'waiting' && progress.state !== 'working') return progress;
    onProgress(progress);
    seen = progressMark(progress);
  }
  return undefined;
}

async function askServer(
  id: number,
  seen: string,
  signal: AbortSignal,
): Promise<CommandProgress | 'unknown' | undefined> {
  try {
    const response = await fetch(`/api/commands/${id}?seen=${encodeURIComponent(seen)}`, { signal });
    if (response.status === 404) return 'unknown';
    return response.ok ? ((await response.json()) as CommandProgress) : undefined;
  } catch {
    return undefined; // the server starts again, or the network is away
  }
}
