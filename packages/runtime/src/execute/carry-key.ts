import type { AssetKey } from '@meterworks/assets';

/** Where the series store keeps the carried states of a running asset, one an ordinal. */
export function carryKey(asset: AssetKey): AssetKey {
  return `${asset}#carry` as AssetKey;
}
