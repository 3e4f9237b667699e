import {
  type Asset,
  absent,
  all,
  type CheckpointSpec,
  daily,
  defineAsset,
  failed,
  float64,
  float64List,
  monthly as monthlyScheme,
  type Outcome,
  type PartitionKey,
  record,
  type Series,
  within,
} from '@meterworks/assets';

/** A zone that skipped a date, 2011-12-30. */
const zone = 'Pacific/Apia';
export const days = daily({ zone, start: '2011-12-01' });
const months = monthlyScheme({ zone, start: '2011-12' });

export interface DayNumber {
  readonly amount: number;
  /** Added to the sums of the two days before alone. */
  readonly correction?: number;
  /** The day fails. */
  readonly isBad?: boolean;
  /** Nothing can be computed. */
  readonly isFatal?: boolean;
}

export type Numbers = Asset<'day', DayNumber>;
type NumberSeries = Series<PartitionKey<'day'>, DayNumber>;

/** How many days a correction reaches back. */
const reach = 2;

interface State {
  /** Of the amounts before the checkpoint. */
  readonly sum: number;
  /** Of the first days from there on: the values before contain them. */
  readonly corrections: Float64Array;
}

/** What of the definition may be another one the next time. */
export interface SumSettings {
  readonly numbers: Numbers;
  readonly factor: number;
  readonly code: string;
  /** Days left out at the beginning. */
  readonly skip: number;
  readonly key?: string;
  readonly formerKeys?: readonly string[];
}

export interface SumOptions {
  /** Leaves no checkpoint unless told. */
  readonly isResumable: boolean;
  readonly onCompute?: (call: {
    readonly kind: 'whole' | 'resume';
    readonly from: number;
    readonly read: number;
  }) => void;
}

/** Running sums over all days that can be gone on with, although corrections reach back; with those who read them. */
export function correctedSums(settings: SumSettings, { isResumable, onCompute = () => {} }: SumOptions) {
  const compute = (
    numbers: NumberSeries,
    ordinals: readonly number[],
    from: number,
    before: number,
    factor: number,
  ) => {
    for (const { isFatal } of numbers.values) if (isFatal === true) throw new Error('fatal');
    const last = ordinals.at(-1) as number;
    const open = Math.min(numbers.to, last) - 1;
    const values = new Map<PartitionKey<'day'>, Outcome<number>>();
    const wanted = new Set(ordinals);
    let sum = before;
    let settled: number | undefined;
    for (let ordinal = from; ordinal <= last; ordinal++) {
      if (ordinal === open) settled = sum;
      const number = numbers.at(ordinal);
      sum += number?.amount ?? 0;
      if (!wanted.has(ordinal)) continue;
      let corrected = sum;
      for (let ahead = 1; ahead <= reach; ahead++) corrected += numbers.at(ordinal + ahead)?.correction ?? 0;
      const outcome =
        number === undefined
          ? absent
          : number.isBad === true
            ? failed('bad')
            : corrected * factor + Number(settings.code);
      values.set(days.keyOf(ordinal), outcome);
    }
    if (settled === undefined) return { values };
    const state = { sum: settled, corrections: correctionsFrom(numbers, open) };
    return { values, checkpoint: { from: open, state } };
  };
  type Sums = CheckpointSpec<
    'day',
    number,
    { readonly numbers: ReturnType<typeof all<'day', DayNumber>> },
    { factor: number },
    State
  >;
  const checkpoint: Sums = {
    codec: record<State>({ sum: float64, corrections: float64List }),
    resume: ({ deps: { numbers }, ordinals, config, span }, { sum, corrections }) => {
      onCompute({ kind: 'resume', from: span.from, read: numbers.from });
      const now = correctionsFrom(numbers, span.from);
      if (now.some((one, i) => one !== corrections[i])) return undefined;
      return compute(numbers, ordinals, span.from, sum, config.factor);
    },
  };
  const sums = defineAsset({
    key: settings.key ?? 'sums',
    formerKeys: settings.formerKeys ?? [],
    partitions: days,
    value: float64,
    deps: { numbers: all(settings.numbers) },
    config: { factor: settings.factor },
    codeVersion: settings.code,
    domain: ({ exists, upstream }) => {
      const known = upstream('numbers');
      return known && { from: known.from + settings.skip, to: Math.min(exists.to, known.to + 3) };
    },
    checks: {
      falls: {
        severity: 'warning',
        finds: ({ value, previous }) =>
          previous !== undefined && value < previous ? `${value} is less than ${previous}` : undefined,
      },
      negative: { blocking: true, finds: ({ value }) => (value < 0 ? `${value} is negative` : undefined) },
    },
    whole: ({ deps: { numbers }, ordinals, config, span }) => {
      onCompute({ kind: 'whole', from: span.from, read: numbers.from });
      const computed = compute(numbers, ordinals, numbers.from, 0, config.factor);
      return isResumable ? computed : computed.values;
    },
    ...(isResumable ? { checkpoint } : {}),
  });
  const doubled = defineAsset({
    key: 'doubled',
    partitions: days,
    value: float64,
    deps: { sum: sums },
    codeVersion: '1',
    each: ({ deps }) => (deps.sum === absent ? absent : deps.sum * 2),
  });
  const monthly = defineAsset({
    key: 'monthly',
    partitions: months,
    value: float64,
    deps: { sums: within(sums) },
    codeVersion: '1',
    each: ({ deps }) => [...deps.sums.values].reduce((total, one) => total + one, 0),
  });
  return { sums, assets: [sums, doubled, monthly] };
}

function correctionsFrom(numbers: NumberSeries, from: number): Float64Array {
  return Float64Array.from({ length: reach }, (_, i) => numbers.at(from + i)?.correction ?? 0);
}
