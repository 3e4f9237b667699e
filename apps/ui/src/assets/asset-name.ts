/** The part of a key that names what is derived from what: `physical` of `physical/gas`, `consumption` of `consumption/gas/daily`. */
export function stageOf(key: string): string {
  const at = key.indexOf('/');
  return at < 0 ? key : key.slice(0, at);
}

/** What an asset is about: `gas` of `physical/gas` and of `consumption/gas/daily`; the key itself where it has one part. */
export function subjectOf(key: string): string {
  return key.split('/')[1] ?? key;
}

/** The last part where it tells more than the subject: `daily` of `consumption/gas/daily`. */
export function variantOf(key: string): string | undefined {
  const parts = key.split('/');
  return parts.length > 2 ? parts.slice(2).join('/') : undefined;
}

/** Where an asset's page is; with a partition, at what is said about it. */
export function assetHref(key: string, partition?: string): string {
  const path = `/assets/${key.split('/').map(encodeURIComponent).join('/')}`;
  return partition === undefined ? path : `${path}?partition=${encodeURIComponent(partition)}#partition`;
}
