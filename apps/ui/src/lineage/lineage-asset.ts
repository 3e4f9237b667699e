/** What the layout needs to know of an asset. */
export interface LineageAsset {
  readonly key: string;
  /** Place in topological order. */
  readonly position: number;
  readonly deps: readonly LineageDependency[];
}

export interface LineageDependency {
  readonly asset: string;
  /** How it is read: `identity`, `window`, `within`, `all`, `lazy`. */
  readonly mapping: string;
}
