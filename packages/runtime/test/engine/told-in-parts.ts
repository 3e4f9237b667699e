import type { Source } from '@meterworks/assets';

/** The same source, which tells of even ordinals first and of everything when it is asked again. */
export function toldInParts(source: Source, beforeTheRest: () => Promise<void> = async () => {}): Source {
  return {
    name: source.name,
    assets: source.assets,
    load: (asset, span, signal) => source.load(asset, span, signal),
    async observe(cursor, context) {
      const seen = await source.observe(undefined, context);
      if (cursor === 'even') {
        await beforeTheRest();
        return seen;
      }
      const assets = seen.assets.map((one) => ({
        ...one,
        complete: false,
        partitions: one.partitions.filter(({ ordinal }) => ordinal % 2 === 0),
      }));
      return { assets, cursor: 'even', more: true };
    },
  };
}
