import {
  type AssetDefinition,
  type AssetKey,
  absent,
  daily,
  defineAsset,
  defineExternal,
  float64,
  group,
  reference,
  window,
} from '@meterworks/assets';

/** How large a synthetic graph is: chains of one observed and three computed assets, over so many local days. */
export interface GraphSize {
  readonly chains: number;
  readonly days: number;
}

export const benchDays = daily({ zone: 'Europe/Berlin', start: '2016-01-01' });
export const firstDay = benchDays.startOrdinal;

/** How many chains the last asset of a chain reads: its own and the next ones, around. */
const joined = 3;

export const observedKey = (chain: number) => `observed/${chain}` as AssetKey;
export const cleanKey = (chain: number) => `clean/${chain}` as AssetKey;
export const smoothKey = (chain: number) => `smooth/${chain}` as AssetKey;
export const joinedKey = (chain: number) => `joined/${chain}` as AssetKey;

/** The chains whose `smooth` the `joined` of a chain reads. */
export function joinedChains(chain: number, chains: number): number[] {
  return [...new Set(Array.from({ length: joined }, (_, i) => (chain + i) % chains))];
}

/** UTC ms: shortly after the last day of the graph has ended. */
export function afterLastDay({ days }: GraphSize): number {
  return benchDays.endOf(firstDay + days - 1) + 1_800_000;
}

/** Per chain: observed → clean (the same day) → smooth (with the day before) → joined (three chains' days). The work is trivial. */
export function syntheticAssets({ chains }: GraphSize): AssetDefinition[] {
  const common = { partitions: benchDays, value: float64, codeVersion: '1' } as const;
  return Array.from({ length: chains }, (_, chain) => {
    const observed = defineExternal<'day', number>({ key: observedKey(chain), partitions: benchDays });
    const clean = defineAsset({
      ...common,
      key: cleanKey(chain),
      deps: { observed },
      each: ({ deps }) => (deps.observed === absent ? absent : deps.observed * 2),
    });
    const smooth = defineAsset({
      ...common,
      key: smoothKey(chain),
      deps: { clean: window(clean, { before: 1, after: 0 }) },
      each: ({ deps, ordinal }) => ((deps.clean.at(ordinal - 1) ?? 0) + (deps.clean.at(ordinal) ?? 0)) / 2,
    });
    const total = defineAsset({
      ...common,
      key: joinedKey(chain),
      deps: { parts: group(joinedChains(chain, chains).map((other) => reference<'day', number>(smoothKey(other)))) },
      each: ({ deps }) =>
        Object.values(deps.parts).reduce<number>((sum, part) => sum + (part === absent ? 0 : part), 0),
    });
    return [observed, clean, smooth, total].map(({ definition }) => definition);
  }).flat();
}
