import { afterEach, beforeEach, describe } from 'vitest';
import { changesContract } from './changes-contract.ts';
import type { OpenedSeriesStore } from './opened-series-store.ts';
import { samplesContract } from './samples-contract.ts';
import { valuesContract } from './values-contract.ts';

/** What every series store has to keep, whatever lies behind it. */
export function seriesStoreContract(
  name: string,
  open: () => Promise<OpenedSeriesStore>,
  options: {
    /** Whether changes are told by the sample, or in ranges that may be wider. */
    readonly changes?: 'exact' | 'wider';
    /** How often a law is tried that appends many times. */
    readonly runs?: number;
  } = {},
): void {
  const { changes = 'exact', runs = 40 } = options;
  describe(`${name} as a series store`, () => {
    let opened: OpenedSeriesStore;
    beforeEach(async () => {
      opened = await open();
    });
    afterEach(async () => {
      await opened.store.close();
      await opened.remove();
    });
    valuesContract(() => opened);
    samplesContract(() => opened, runs);
    changesContract(() => opened, changes);
  });
}
