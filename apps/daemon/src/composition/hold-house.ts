import {
  acquireLease,
  type Fence,
  isHolderDead,
  parseHolder,
  processHolder,
  releaseLease,
  type SqliteConnection,
  systemClock,
} from '@meterworks/runtime';

/** The lease of the one process that observes, makes and records. */
export const executorLease = 'executor';

/** How long the lease holds without a heartbeat. */
export const leaseTtlMs = 15_000;

/** How long a command waits for another command, which is done soon. */
const patienceMs = 10_000;
const pauseMs = 50;

export type Hold =
  | { readonly kind: 'held-here'; readonly fence: Fence }
  /** By another process; a daemon can be asked to do things. */
  | { readonly kind: 'held-elsewhere'; readonly holder: string; readonly isDaemon: boolean };

/**
 * Takes the executor's lease. A holder on this machine that has died is followed at once; another command is waited for, a
 * daemon is not. Goes by the machine's clock.
 */
export async function holdHouse(
  connection: SqliteConnection,
  role: 'cli' | 'daemon',
  signal: AbortSignal,
): Promise<Hold> {
  const giveUpAt = performance.now() + patienceMs;
  for (;;) {
    const request = { name: executorLease, holder: processHolder(role), ttlMs: leaseTtlMs };
    const answer = await acquireLease(connection, request, systemClock);
    if (answer.kind === 'acquired') return { kind: 'held-here', fence: answer.fence };
    if (isHolderDead(answer.holder)) {
      await releaseLease(connection, answer.fence);
      continue;
    }
    const isDaemon = parseHolder(answer.holder)?.role === 'daemon';
    if (isDaemon || performance.now() >= giveUpAt || signal.aborted) {
      return { kind: 'held-elsewhere', holder: answer.holder, isDaemon };
    }
    await systemClock.sleep(pauseMs, signal).catch(() => undefined);
  }
}

/** `A daemon (process 4711 on nas)` */
export function holderText(holder: string): string {
  const parsed = parseHolder(holder);
  if (parsed === undefined) return holder;
  const what = parsed.role === 'daemon' ? 'A daemon' : 'Another command';
  return `${what} (process ${parsed.pid} on ${parsed.host})`;
}
