import type { AssetKey } from '@meterworks/assets';

/** A value that is recorded as made is not in the series store. What reads it is not made: it would take the value for absent. */
export class LostValueError extends Error {
  override readonly name = 'LostValueError';
  readonly asset: AssetKey;
  readonly partition: string;
  constructor(asset: AssetKey, partition: string) {
    super(
      `the value of ${asset} ${partition} is recorded as made, but the series store has lost it; restore a backup, or forget the partition (state wipe) so that it is made again`,
    );
    this.asset = asset;
    this.partition = partition;
  }
}
