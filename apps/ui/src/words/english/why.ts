import type { Formats } from '../formats.ts';

/** Sentences of facts: why a partition is what it is. `name` is an asset with a partition, `spans` stretches of partitions. */
export const why = (format: Formats) => {
  const changed = (count: number) => `${format.count(count)} ${count === 1 ? 'partition' : 'partitions'}`;
  return {
    title: 'Why?',
    is: (name: string, status: string, cause: string) => `${name} is ${status} because ${cause}.`,
    isFresh: (name: string, cause: string) => `${name} is fresh; it last changed because ${cause}.`,
    isPlainly: (name: string, status: string) => `${name} is ${status}.`,
    isPinned: (name: string) => `${name} is fresh because it is pinned: its value is kept.`,
    hasFailed: (name: string, message: string) => `${name} failed: ${message}`,
    isNot: (name: string) => `${name} does not exist: it lies outside what the asset has.`,
    noReason: 'the reason was not recorded',
    failed: (name: string, message: string) => `${name} failed: ${message}`,
    neverMade: (name: string) => `${name} was never made`,
    deleted: (name: string) => `the value of ${name} was deleted`,
    firstMade: (name: string) => `${name} was made for the first time`,
    codeChanged: (asset: string, from: string, to: string) =>
      `the code of ${asset} changed from version ${from} to ${to}`,
    codeOther: (asset: string) => `the code of ${asset} changed`,
    configChanged: (asset: string) => `the configuration of ${asset} changed`,
    depsDiffer: (asset: string) => `the dependencies of ${asset} are others than it was made with`,
    inputChanged: (asset: string, spans: string) => `${asset} changed (${spans})`,
    inputAdded: (asset: string, spans: string) => `${asset} has more than it was made with${spans && ` (${spans})`}`,
    inputRemoved: (asset: string, spans: string) => `${asset} has less than it was made with${spans && ` (${spans})`}`,
    notFresh: (asset: string, status: string, spans: string) => `${asset} is ${status} (${spans})`,
    changed: (name: string) => `${name} got a new value`,
    seen: (name: string) => `a source saw a change in ${name}`,
    readings: (count: number, series: string, value: string, instant: string) =>
      count === 1
        ? `a reading of ${series} arrived: ${value} of ${instant}`
        : `${format.count(count)} readings of ${series} arrived, the last one ${value} of ${instant}`,
    more: (spans: string, count: number) => `… ${spans}, ${changed(count)} in all`,
    chain: 'From the partition to the root',
    madeWith: 'made with',
    root: 'root',
    log: 'log',
    inputs: 'Made of',
    input: 'Input',
    partitions: 'Partitions',
    count: 'Number',
    version: 'Version (hash)',
    lastChanged: 'Last changed',
    commit: (seq: number) => `commit ${format.count(seq)}`,
    since: (count: number) => `${changed(count)} changed since`,
    unchanged: 'as it was made with',
    result: 'Its own value',
    notRead: 'was not needed',
  };
};
