import {
  type AssetKey,
  absent,
  causesIn,
  type DomainRule,
  daily,
  defineAsset,
  defineExternal,
  float64,
  isCertain,
  monthly,
  within,
} from '../../src/index.ts';
import { RecordedHouse } from './recorded-house.ts';

const zone = 'Europe/Berlin';
export const days = daily({ zone, start: '2024-01-30' });
export const months = monthly({ zone, start: '2024-01' });
export const first = days.startOrdinal;
export const numbers = defineExternal<'day', number>({ key: 'numbers', partitions: days });
export const january = months.startOrdinal;

export interface Options {
  readonly code?: string;
  readonly config?: unknown;
  readonly domain?: DomainRule;
  readonly deps?: Parameters<typeof defineAsset>[0]['deps'];
}

export function copy(options: Options = {}) {
  return defineAsset({
    key: 'copy',
    partitions: days,
    value: float64,
    deps: { number: numbers },
    config: options.config ?? 1,
    codeVersion: options.code ?? '1',
    ...(options.domain === undefined ? {} : { domain: options.domain }),
    each: () => absent,
  });
}
export const plain = copy();
export const reader = defineAsset({
  key: 'reader',
  partitions: days,
  value: float64,
  deps: { copy: plain },
  codeVersion: '1',
  each: () => absent,
});
export const sums = defineAsset({
  key: 'sums',
  partitions: months,
  value: float64,
  deps: { days: within(plain) },
  codeVersion: '1',
  each: () => absent,
});
export const definitions = [numbers, plain, reader, sums].map((asset) => asset.definition);
export const redefined = (options: Options) => [numbers, copy(options), reader, sums].map((asset) => asset.definition);

/** Contents of a stretch of days from `first` on. */
export const stretch = (length: number, text = 'x', from = first) =>
  Object.fromEntries(Array.from({ length }, (_, i) => [from + i, `${text}${i}`]));

/** numbers → copy → reader, and sums by month, all of six days made. */
export function openSmallHouse(): RecordedHouse {
  const house = new RecordedHouse(definitions, Date.parse('2024-02-05T12:00:00Z'));
  house.make('numbers', stretch(6));
  house.make('copy', stretch(6));
  house.make('reader', stretch(6));
  house.make('sums', { [january]: 'a', [january + 1]: 'b' });
  return house;
}

export function causesOf(house: RecordedHouse, key: string, ordinal: number): readonly string[] {
  return causesIn(bitsOf(house, key, ordinal));
}

export function isCertainlyStale(house: RecordedHouse, key: string, ordinal: number): boolean {
  return isCertain(bitsOf(house, key, ordinal));
}

function bitsOf(house: RecordedHouse, key: string, ordinal: number): number {
  const { domain, causes } = house.staleness.of(key as AssetKey);
  return causes[ordinal - (domain?.from ?? 0)] ?? 0;
}
