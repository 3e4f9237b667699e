import {
  absent,
  type DomainRule,
  daily,
  dayNumber,
  defineAsset,
  failed,
  float64,
  lazy,
  monthly,
  type PartitionKey,
  within,
} from '@meterworks/assets';
import { NumberSource } from './workshop.ts';

export const zone = 'Europe/Berlin';
export const days = daily({ zone, start: '2024-01-01' });
export const months = monthly({ zone, start: '2024-01-01' });
export const day = (month: number, date: number): number => dayNumber(2024, month, date);
/** Noon of 11 March: the tenth is the last day there is. */
export const now = '2024-03-11T12:00:00Z';

export interface CopyOptions {
  readonly code?: string;
  readonly factor?: number;
  readonly domain?: DomainRule;
  /** Fails for these keys; `throw` makes it throw instead. */
  readonly failing?: readonly string[];
  readonly throws?: boolean;
  /** Gives what the codec refuses. */
  readonly gives?: (value: number) => unknown;
}

/** Numbers of 1 January to 10 March 2024: 0, 1, 2 … */
export function countedDays(): NumberSource {
  const numbers = new NumberSource('numbers', days);
  for (let ordinal = day(1, 1); ordinal <= day(3, 10); ordinal++) numbers.values.set(ordinal, ordinal - day(1, 1));
  return numbers;
}

/** numbers → copy (times a factor) → tens (whole tens of it) → sum by month; and `mixed`, which reads a month on Mondays. */
export function copiedNumbers(numbers: NumberSource, options: CopyOptions = {}) {
  const copy = defineAsset({
    key: 'copy',
    partitions: days,
    value: float64,
    deps: { number: numbers.asset },
    config: { factor: options.factor ?? 1 },
    codeVersion: options.code ?? '1',
    ...(options.domain === undefined ? {} : { domain: options.domain }),
    each: ({ deps, config, partition }) => {
      if (options.failing?.includes(partition) === true) {
        if (options.throws === true) throw new Error('thrown for this day');
        return failed('failed for this day');
      }
      if (deps.number === absent) return absent;
      return (options.gives?.(deps.number) ?? deps.number * config.factor) as number;
    },
  });
  const tens = defineAsset({
    key: 'tens',
    partitions: days,
    value: float64,
    deps: { copy },
    codeVersion: '1',
    each: ({ deps }) => (deps.copy === absent ? absent : Math.floor(deps.copy / 10)),
  });
  const sum = defineAsset({
    key: 'sum',
    partitions: months,
    value: float64,
    deps: { tens: within(tens) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.tens.values].reduce((total, value) => total + value, 0),
  });
  const mixed = defineAsset({
    key: 'mixed',
    partitions: days,
    value: float64,
    deps: { copy, sum: lazy(sum) },
    codeVersion: '1',
    range: ({ deps, ordinals, scheme }) =>
      new Map(
        ordinals.map((ordinal): [PartitionKey<'day'>, number | typeof absent] => {
          const key = scheme.keyOf(ordinal);
          if (ordinal % 7 !== 4) return [key, deps.copy.at(ordinal) ?? absent];
          return [key, deps.sum.for(key).get(months.keyOf(months.ordinalOf(key.slice(0, 7))))];
        }),
      ),
  });
  return [numbers.asset, copy, tens, sum, mixed].map((asset) => asset.definition);
}
