import { describe, expect, it } from 'vitest';
import {
  type AssetDefinition,
  type AssetKey,
  all,
  type Codec,
  checkpointBasis,
  daily,
  defineAsset,
  defineExternal,
  float64,
  lazy,
  monthly,
  record,
  sliced,
  uint32,
  unpartitioned,
  window,
} from '../../src/index.ts';
import { RecordedHouse } from '../staleness/recorded-house.ts';
import { stretch } from '../staleness/small-house.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-30' });
const months = monthly({ zone, start: '2024-01' });
const first = days.startOrdinal;
const from = first + 3;
const numbers = defineExternal<'day', number>({ key: 'numbers', partitions: days });
const amounts = defineExternal<'month', number>({ key: 'amounts', partitions: months });
const settings = defineExternal<'none', number>({ key: 'settings', partitions: unpartitioned() });

type Spec = Partial<Parameters<typeof defineAsset>[0]>;
interface Pair {
  readonly a: number;
  readonly b: number;
}

function total(spec: Spec = {}, state: Codec<number> = float64): AssetDefinition {
  return defineAsset({
    key: 'total',
    partitions: days,
    value: record<Pair>({ a: float64, b: float64 }),
    deps: { numbers: all(numbers) },
    codeVersion: '1',
    config: { factor: 1 },
    whole: () => new Map(),
    checkpoint: { codec: state, resume: () => undefined },
    ...(spec as object),
  }).definition;
}

/** Six days of numbers, one month and one setting. */
function openHouse(definition: AssetDefinition) {
  const house = new RecordedHouse(
    [numbers.definition, amounts.definition, settings.definition, definition],
    Date.parse('2024-02-05T12:00:00Z'),
  );
  house.make('numbers', stretch(6));
  house.make('amounts', { [months.startOrdinal]: 'january', [months.startOrdinal + 1]: 'february' });
  house.make('settings', { 0: 'x' });
  return house;
}

function basisOf(definition = total(), edit: (house: RecordedHouse) => void = () => {}, begin = first, at = from) {
  const house = openHouse(definition);
  edit(house);
  return checkpointBasis(definition, house.staleness.inputs('total' as AssetKey), begin, at);
}
const made = (key: string, ordinal: number) => (house: RecordedHouse) => house.make(key, { [ordinal]: 'another' });

describe('the basis of a checkpoint', () => {
  it('is the same as long as nothing changes but what lies behind it', () => {
    const basis = basisOf();
    expect(basisOf()).toBe(basis);
    expect(basisOf(total(), made('numbers', from))).toBe(basis);
    expect(basisOf(total(), made('numbers', first + 6))).toBe(basis);
    expect(basisOf(total(), made('amounts', months.startOrdinal))).toBe(basis);
  });

  it('is another where an input before it is', () => {
    expect(basisOf(total(), made('numbers', from - 1))).not.toBe(basisOf());
  });

  const laterFactor = sliced([
    { from: undefined, value: { factor: 1 } },
    { from: '2024-02-04', value: { factor: 2 } },
  ]);
  it.each<{ what: string; definition?: AssetDefinition; begin?: number; at?: number }>([
    { what: 'code', definition: total({ codeVersion: '2' }) },
    { what: 'configuration', definition: total({ config: { factor: 2 } }) },
    { what: 'a later piece of configuration', definition: total({ config: laterFactor }) },
    { what: 'a dependency', definition: total({ deps: { others: all(numbers) } }) },
    { what: 'one dependency more', definition: total({ deps: { numbers: all(numbers), amounts: all(amounts) } }) },
    { what: 'the value', definition: total({ value: record<Pair>({ a: float64, b: uint32 }) as never }) },
    { what: 'the facets', definition: total({ facets: { a: ['a'] } as never }) },
    { what: 'the state', definition: total({}, uint32) },
    { what: 'the first day', begin: first + 1 },
    { what: 'its place', at: from + 1 },
  ])('is another where $what is', ({ definition, begin, at }) => {
    expect(basisOf(definition, undefined, begin, at)).not.toBe(basisOf());
  });

  it('counts of a window all that the partitions before it read', () => {
    const spread = total({ deps: { numbers: window(numbers, { before: 1, after: 1 }) } });
    expect(basisOf(spread, made('numbers', from))).not.toBe(basisOf(spread));
    expect(basisOf(spread, made('numbers', from + 1))).toBe(basisOf(spread));
  });

  it('counts all of what cannot be cut at one of its partitions', () => {
    const coarse = total({ deps: { amounts: all(amounts) } });
    expect(basisOf(coarse, made('amounts', months.startOrdinal + 1))).not.toBe(basisOf(coarse));
    const settled = total({ deps: { settings } });
    expect(basisOf(settled, made('settings', 0))).not.toBe(basisOf(settled));
  });
});

it('a checkpoint beside a dependency that is read lazily is refused', () => {
  expect(() => total({ deps: { numbers: lazy(numbers) } })).toThrow(
    new RangeError(
      'deps.numbers is read lazily, which no checkpoint goes with; read it by all(), or leave the checkpoint out',
    ),
  );
});
