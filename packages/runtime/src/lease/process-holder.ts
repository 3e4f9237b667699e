import { hostname } from 'node:os';

/** A name for this process that no other has: host, process id, and what it is ("daemon", "cli"). */
export function processHolder(role: string): string {
  return JSON.stringify({ host: hostname(), pid: process.pid, role });
}

/** What a holder's name says; undefined for a name that `processHolder` did not make. */
export function parseHolder(
  holder: string,
): { readonly host: string; readonly pid: number; readonly role: string } | undefined {
  try {
    const { host, pid, role } = JSON.parse(holder) as Record<string, unknown>;
    if (typeof host !== 'string' || typeof pid !== 'number' || typeof role !== 'string') return undefined;
    return { host, pid, role };
  } catch {
    return undefined;
  }
}

/** Whether a holder has surely died: it was on this machine, and no process here has its id. */
export function isHolderDead(holder: string): boolean {
  const parsed = parseHolder(holder);
  if (parsed === undefined || parsed.host !== hostname()) return false;
  try {
    process.kill(parsed.pid, 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}
