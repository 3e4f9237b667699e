import type { AssetKey, CodecSchema } from '@meterworks/assets';
import type { AssetDependencyRecord, AssetRecord, StoredAsset } from './asset-record.ts';

/** Row of table `asset`. `tags`, `deps` and `codec_schema` hold JSON. */
export interface AssetRow {
  readonly key: string;
  readonly position: number;
  readonly grain: string;
  readonly zone: string | null;
  readonly asset_group: string | null;
  readonly unit: string | null;
  readonly description: string | null;
  readonly tags: string;
  readonly deps: string;
  readonly codec_schema: string;
  readonly external: number;
  readonly code_version: string;
  readonly active: number;
}

export function assetRowOf(asset: AssetRecord): AssetRow {
  return {
    key: asset.key,
    position: asset.position,
    grain: asset.grain,
    zone: asset.zone ?? null,
    asset_group: asset.group ?? null,
    unit: asset.unit ?? null,
    description: asset.description ?? null,
    tags: JSON.stringify(asset.tags),
    deps: JSON.stringify(asset.deps),
    codec_schema: JSON.stringify(asset.codecSchema),
    external: asset.external ? 1 : 0,
    code_version: asset.codeVersion,
    active: 1,
  };
}

export function storedAssetOf(row: AssetRow): StoredAsset {
  return {
    key: row.key as AssetKey,
    position: row.position,
    grain: row.grain,
    ...(row.zone === null ? {} : { zone: row.zone }),
    ...(row.asset_group === null ? {} : { group: row.asset_group }),
    ...(row.unit === null ? {} : { unit: row.unit }),
    ...(row.description === null ? {} : { description: row.description }),
    tags: JSON.parse(row.tags) as string[],
    deps: JSON.parse(row.deps) as AssetDependencyRecord[],
    codecSchema: JSON.parse(row.codec_schema) as CodecSchema,
    external: row.external === 1,
    codeVersion: row.code_version,
    active: row.active === 1,
  };
}
