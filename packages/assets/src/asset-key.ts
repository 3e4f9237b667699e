declare const brand: unique symbol;

/** A path-like name such as `sales/shop/daily`, unique in a graph. */
export type AssetKey = string & { readonly [brand]: 'asset-key' };

/** A key that no graph could hold. */
export class AssetKeyError extends Error {
  override readonly name = 'AssetKeyError';
  readonly key: string;
  readonly reason: string;
  constructor(key: string, reason: string) {
    super(`${JSON.stringify(key)} is no asset key: ${reason}; write segments joined by "/", such as "sales/daily"`);
    this.key = key;
    this.reason = reason;
  }
}

/** Makes a key out of text. Segments may hold any character but `/` and control characters, and no spaces at their ends. */
export function assetKey(text: string): AssetKey {
  if (text === '') throw new AssetKeyError(text, 'it is empty');
  for (const segment of text.split('/')) {
    if (segment === '') throw new AssetKeyError(text, 'it has an empty segment');
    if (segment.trim() !== segment) throw new AssetKeyError(text, 'a segment starts or ends with a space');
    for (let i = 0; i < segment.length; i++) {
      const code = segment.charCodeAt(i);
      if (code < 32 || code === 127) throw new AssetKeyError(text, 'it holds a control character');
    }
  }
  return text as AssetKey;
}
