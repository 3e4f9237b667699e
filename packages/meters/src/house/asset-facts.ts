import type { Meter } from '../config/meter.ts';
import { commodityOf } from './commodity.ts';

/** The descriptive half of a meter's asset; tagged by what the meter counts. Nothing of it makes a partition stale. */
export function assetFacts(meter: Meter, group: string, description: string | undefined = meter.description) {
  return { group, unit: meter.unit, tags: [commodityOf(meter)], ...(description === undefined ? {} : { description }) };
}
