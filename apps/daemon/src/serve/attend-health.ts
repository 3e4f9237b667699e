import { openHappenings } from '@meterworks/runtime/metrics';
import type { OpenHouse } from '../composition/open-house.ts';
import { openHealthServer } from './health-server.ts';

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

/** Answers those who watch the daemon, until the house's signal is aborted; where it cannot listen the daemon goes on without. */
export async function attendHealth(
  { stores, signal, logger, calls }: Pick<OpenHouse, 'stores' | 'signal' | 'logger' | 'calls'>,
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
  try {
    const server = await openHealthServer(parts);
    logger.info(`health and metrics: http://${host.includes(':') ? `[${host}]` : host}:${server.port}`);
    const ended = Promise.withResolvers<void>();
    if (signal.aborted) ended.resolve();
    signal.addEventListener('abort', () => ended.resolve(), { once: true });
    await ended.promise;
    await server.close();
  } catch (error) {
    logger.warn(
      `health and metrics are not served on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}; --health-port chooses another`,
    );
  }
}
