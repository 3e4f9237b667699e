import type { AssetKey } from '@meterworks/assets';
import type { SeriesStore, ValueEntry } from './series-store.ts';

/** Shows values to others in a form of their own. Nothing reads them back. */
export interface Publisher {
  /**
   * Shows the values that are about to be saved, beside the saved ones, and takes away what no longer is. Doing it again, or doing
   * something else before it was saved, leaves nothing behind.
   */
  publish(asset: AssetKey, entries: readonly ValueEntry[], saved: SeriesStore): Promise<void>;
  /** Takes away everything of an asset. */
  withdraw(asset: AssetKey): Promise<void>;
  /** Fails where publishing cannot succeed; shows all that is saved if it was never shown there. */
  prepare(saved: SeriesStore): Promise<void>;
}

/**
 * A store whose values are published before they are saved: a crash in between repeats both, because the state that refers to them is
 * committed last.
 */
export function publishingSeriesStore(store: SeriesStore, publisher: Publisher): SeriesStore {
  return {
    ...store,
    async saveValues(asset, entries) {
      await publisher.publish(asset, entries, store);
      await store.saveValues(asset, entries);
    },
    async dropValues(asset) {
      await publisher.withdraw(asset);
      await store.dropValues(asset);
    },
    async changedSince(cursor) {
      const [prepared, changes] = await Promise.allSettled([publisher.prepare(store), store.changedSince(cursor)]);
      if (prepared.status === 'rejected') throw prepared.reason;
      if (changes.status === 'rejected') throw changes.reason;
      return changes.value;
    },
  };
}
