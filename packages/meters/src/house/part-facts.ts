import type { Lifetime } from '../combination/index.ts';
import { openEndDay } from '../config/civil-text.ts';
import type { Configuration } from '../config/configuration.ts';
import type { PhysicalMeter } from '../config/meter.ts';
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

/**
 * The last local day of a physical meter's service: that of its removal; or the last one on which a master counts it, where every meter that
 * reads it is a master that has gone on to others, as after an exchange. Undefined where its service has no end.
 */
export function lastServedDay(meter: PhysicalMeter, configuration: Configuration): number | undefined {
  if (meter.removed !== undefined) return meter.removed.day;
  let last = Number.NEGATIVE_INFINITY;
  for (const reader of configuration.meters.values()) {
    if (reader.kind === 'virtual' && reader.terms.some(({ meterId }) => meterId === meter.id)) return undefined;
    if (reader.kind !== 'master') continue;
    for (const { endDay, sources } of reader.periods) {
      if (sources.some(({ meterId }) => meterId === meter.id)) last = Math.max(last, endDay);
    }
  }
  return last >= openEndDay || last === Number.NEGATIVE_INFINITY ? undefined : last;
}
