import type { Lifetime } from '../combination/index.ts';
import type { Configuration } from '../config/configuration.ts';
import type { MeterId } from '../config/meter-id.ts';

/** The key of the asset that holds a meter's days. */
export function dayKey(configuration: Configuration, id: MeterId): string {
  return `${configuration.meters.get(id)?.kind ?? 'physical'}/${id}`;
}

/** When a part is declared to have been there; nothing for combined meters. */
export function lifetimeOf(configuration: Configuration, id: MeterId): Lifetime {
  const meter = configuration.meters.get(id);
  if (meter?.kind !== 'physical') return {};
  return {
    ...(meter.installed === undefined ? {} : { installedDay: meter.installed.day }),
    ...(meter.removed === undefined ? {} : { removedDay: meter.removed.day }),
  };
}
