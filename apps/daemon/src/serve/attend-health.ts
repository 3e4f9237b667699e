import { systemClock } from '@meterworks/runtime';
import { openHappenings } from '@meterworks/runtime/metrics';
import type { OpenHouse } from '../composition/open-house.ts';
import { type HealthServer, openHealthServer } from './health-server.ts';

/** How often is tried to listen where another program does. */
const retryMs = 30_000;

/** Of the event `health-served`: where the daemon answers, or why it does not. */
export type HealthPayload =
  | { readonly address: string; readonly fault: null }
  | { readonly address: null; readonly fault: string };

export interface HealthAddress {
  readonly host: string;
  readonly port: number;
}

/** What is told of the daemon besides what its database says. */
export interface DaemonFacts {
  readonly version: string;
  readonly isReady: () => boolean;
  readonly configurationValid: () => boolean;
}

/** Answers those who watch the daemon, until the house's signal is aborted; where it cannot listen it goes on without, and tries again. */
export async function attendHealth(
  {
    stores,
    signal,
    logger,
    calls,
    fence,
    clock,
  }: Pick<OpenHouse, 'stores' | 'signal' | 'logger' | 'calls' | 'fence' | 'clock'>,
  { host, port }: HealthAddress,
  { version, isReady, configurationValid }: DaemonFacts,
): Promise<void> {
  const { connection } = stores;
  const happened = openHappenings(connection);
  const load = async () => {
    const { openMetrics } = await import('@meterworks/runtime/metrics');
    return openMetrics({ connection, version, calls, happened, configurationValid });
  };
  let metrics: ReturnType<typeof load> | undefined;
  const parts = {
    host,
    port,
    fault() {
      if (signal.aborted) return 'the daemon is stopping';
      try {
        connection.get('select 1 from lease');
        return undefined;
      } catch (error) {
        return error instanceof Error ? error.message : String(error);
      }
    },
    unready: () => (isReady() ? undefined : 'the daemon is starting'),
    metrics() {
      metrics ??= load();
      return metrics;
    },
  };
  const at = `${host.includes(':') ? `[${host}]` : host}`;
  const tell = (payload: HealthPayload) =>
    stores.state.commit(fence, () => ({ events: [{ at: clock.now(), kind: 'health-served', payload }] }));
  let server: HealthServer | undefined;
  let isTold = false;
  while (server === undefined && !signal.aborted) {
    try {
      server = await openHealthServer(parts);
    } catch (error) {
      const { code, message } = error as NodeJS.ErrnoException;
      const why = code === 'EADDRINUSE' ? 'another program listens there' : message;
      if (!isTold) {
        logger.warn(
          `nobody can see how this daemon is: /healthz, /readyz and /metrics are not served on ${at}:${port}, as ${why}; all else works. It is tried again every ${retryMs / 1000} s; --health-port chooses another`,
        );
        await tell({ address: null, fault: `not served on ${at}:${port}: ${why}` });
      }
      isTold = true;
      await systemClock.sleep(retryMs, signal).catch(() => undefined);
    }
  }
  if (server === undefined) return;
  const address = `http://${at}:${server.port}`;
  logger.info(`health and metrics: ${address}`);
  await tell({ address, fault: null });
  const ended = Promise.withResolvers<void>();
  if (signal.aborted) ended.resolve();
  signal.addEventListener('abort', () => ended.resolve(), { once: true });
  await ended.promise;
  await server.close();
}
