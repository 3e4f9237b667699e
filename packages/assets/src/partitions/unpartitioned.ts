import { PartitionKeyError } from './partition-key-error.ts';
import type { PartitionKey, PartitionScheme } from './partition-scheme.ts';

/**
 * The only key: a dash, as in a table's cell to which nothing applies. An empty text would vanish in logs, CSV and commands, and a
 * word such as `all` would read as a range of partitions.
 */
const onlyKey = '-' as PartitionKey<'none'>;

const scheme: PartitionScheme<'none'> = {
  grain: 'none',
  zone: 'UTC',
  startOrdinal: 0,
  keyOf: () => onlyKey,
  ordinalOf(key) {
    if (key === onlyKey) return 0;
    throw new PartitionKeyError(key, 'none', `no partition; an unpartitioned asset has only "${onlyKey}"`);
  },
  startOf: () => Number.NEGATIVE_INFINITY,
  endOf: () => Number.POSITIVE_INFINITY,
  ordinalAt: () => 0,
  exists: (ordinal) => ordinal === 0,
  count: (from, to) => (from <= 0 && to >= 0 ? 1 : 0),
  lastExisting: () => 0,
  isOpen: () => false,
  firstDay: () => Number.NEGATIVE_INFINITY,
  lastDay: () => Number.POSITIVE_INFINITY,
  ordinalOfDay: () => 0,
};

/** One partition, ordinal 0 and key `-`, that spans all time and always exists. */
export function unpartitioned(): PartitionScheme<'none'> {
  return scheme;
}
