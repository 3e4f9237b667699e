import {
  type AssetDefinition,
  type AssetKey,
  absent,
  buildGraph,
  daily,
  dayNumber,
  defineAsset,
  defineExternal,
  float64,
  hourly,
  monthly,
  parsePartitionRange,
  unpartitioned,
  within,
} from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { type ChunkInput, planChunks } from '../../src/backfill/plan-chunks.ts';

const zone = 'Europe/Berlin';
const days = daily({ zone, start: '2024-01-01' });
const months = monthly({ zone, start: '2024-01-01' });
const first = dayNumber(2024, 1, 1);
const today = dayNumber(2024, 4, 11);

const raw = defineExternal<'day', number>({ key: 'raw', partitions: days });
const plain = defineAsset({
  key: 'plain',
  partitions: days,
  value: float64,
  deps: { raw },
  codeVersion: '1',
  each: ({ deps }) => deps.raw,
});
const total = defineAsset({
  key: 'total',
  partitions: days,
  value: float64,
  deps: { plain },
  codeVersion: '1',
  running: {
    carry: float64,
    initial: 0,
    step: ({ deps }, carry) => {
      const sum = carry + (deps.plain === absent ? 0 : deps.plain);
      return { value: sum, carry: sum };
    },
  },
});
const level = defineAsset({
  key: 'level',
  partitions: days,
  value: float64,
  deps: { total },
  codeVersion: '1',
  each: ({ deps }) => deps.total,
});
const monthlySum = defineAsset({
  key: 'sum',
  partitions: months,
  value: float64,
  deps: { plain: within(plain) },
  codeVersion: '1',
  each: () => 0,
});
const slow = defineAsset({
  key: 'slow',
  partitions: days,
  value: float64,
  deps: { plain },
  codeVersion: '1',
  backfillPolicy: 'one-by-one',
  each: () => 0,
});
const swift = defineAsset({
  key: 'swift',
  partitions: days,
  value: float64,
  deps: { slow },
  codeVersion: '1',
  backfillPolicy: 'whole-span',
  each: () => 0,
});
const piece = defineAsset({
  key: 'piece',
  partitions: days,
  value: float64,
  codeVersion: '1',
  backfillPolicy: { chunk: 4 },
  each: () => 0,
});
const pass = defineAsset({
  key: 'pass',
  partitions: days,
  value: float64,
  codeVersion: '1',
  whole: () => new Map(),
});
const hours = defineAsset({
  key: 'hours',
  partitions: hourly({ zone, start: '2024-01-01' }),
  value: float64,
  codeVersion: '1',
  each: () => 0,
});
const report = defineAsset({
  key: 'report',
  partitions: unpartitioned(),
  value: float64,
  codeVersion: '1',
  each: () => 0,
});
const graph = buildGraph({
  assets: [raw, plain, total, level, monthlySum, slow, swift, piece, pass, hours, report].map((one) => one.definition),
  sources: [
    {
      name: 'raw',
      assets: [raw.key],
      observe: async () => ({ assets: [], cursor: '' }),
      load: async () => [],
    },
  ],
});
const span = (count: number, from = first): number[] => Array.from({ length: count }, (_, i) => from + i);
const lastDay = () => today - 1;

function plan(steps: Record<string, number[]>, more: Partial<ChunkInput> = {}) {
  const keys = Object.keys(steps) as AssetKey[];
  return planChunks({
    graph,
    selected: new Set(keys),
    steps: keys.map((asset) => ({ asset, ordinals: steps[asset] ?? [] })),
    newestFirst: false,
    chunk: undefined,
    lastDay,
    ...more,
  });
}
const spansOf = ({ chunks }: ReturnType<typeof plan>) =>
  chunks.map(({ assets, from, to, planned }) => `${assets.join(' ')} ${from}…${to} ${planned}`);

test('a policy of no whole number of partitions is refused where it is declared', () => {
  const define = (chunk: number) => () =>
    defineExternal<'day', number>({ key: 'x', partitions: days, backfillPolicy: { chunk } });
  expect(define(0)).toThrow('backfillPolicy.chunk is 0; write a whole number of partitions from 1 on');
  expect(define(2.5)).toThrow(RangeError);
  expect(define(1)).not.toThrow();
});

describe('chunks', () => {
  it('count partitions that need work, not the dates between them', () => {
    expect(spansOf(plan({ plain: [first, first + 9, first + 40, first + 41] }, { chunk: 2 }))).toEqual([
      'plain 2024-01-01…2024-01-10 2',
      'plain 2024-02-10…2024-02-11 2',
    ]);
  });

  it('follow the assets’ policies, unless the request names a size', () => {
    expect(plan({ slow: span(3) }).chunks).toHaveLength(3);
    expect(plan({ swift: span(100) }).chunks).toHaveLength(1);
    expect(plan({ piece: span(10) }).chunks.map(({ planned }) => planned)).toEqual([4, 4, 2]);
    expect(plan({ swift: span(100), piece: span(10) }, { chunk: 50 }).chunks.map(({ planned }) => planned)).toEqual([
      60, 50,
    ]);
  });

  it('never cut an asset that is computed in one pass', () => {
    expect(plan({ pass: span(100) }, { chunk: 5, newestFirst: true }).chunks).toHaveLength(1);
  });

  it('of a policy come after those of another that hold their inputs', () => {
    expect(spansOf(plan({ plain: span(2), slow: span(2), swift: span(2) }))).toEqual([
      'plain 2024-01-01…2024-01-02 2',
      'slow 2024-01-01…2024-01-01 1',
      'slow 2024-01-02…2024-01-02 1',
      'swift 2024-01-01…2024-01-02 2',
    ]);
    expect(spansOf(plan({ plain: span(2), swift: span(2) })).map((text) => text.split(' ')[0])).toEqual([
      'plain',
      'swift',
    ]);
  });

  it('go forward in time for a running total and what is made from it, and say so', () => {
    const found = plan({ plain: span(4), total: span(4), level: span(4) }, { newestFirst: true, chunk: 2 });
    expect(spansOf(found)).toEqual([
      'plain 2024-01-03…2024-01-04 2',
      'plain 2024-01-01…2024-01-02 2',
      'total level 2024-01-01…2024-01-02 4',
      'total level 2024-01-03…2024-01-04 4',
    ]);
    expect(found.remarks).toEqual([
      'Newest first does not apply to total, and what is made from it: a state is carried from each partition to the next, so the oldest come first.',
    ]);
    expect(plan({ level: span(4) }, { newestFirst: true, chunk: 2 }).remarks).toEqual([]);
  });

  it('take hours by whole days, and an asset without dates as it is', () => {
    const from = hours.definition.scheme.startOrdinal;
    expect(spansOf(plan({ hours: span(72, from) }, { chunk: 30 }))).toEqual([
      'hours 2024-01-01…2024-01-02 48',
      'hours 2024-01-03…2024-01-03 24',
    ]);
    expect(plan({ report: [0] }).chunks).toEqual([
      { assets: ['report'], from: undefined, to: undefined, running: false, planned: 1 },
    ]);
  });

  it('are none where nothing is left', () => {
    expect(plan({ plain: [] }).chunks).toEqual([]);
    expect(plan({ plain: span(5) }, { without: () => true }).chunks).toEqual([]);
  });
});

test('every wanted partition lies in the dates of exactly one chunk, whatever the grain, size and direction', () => {
  const january = months.ordinalOf('2024-01');
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.integer({ min: 0, max: 100 }), { maxLength: 60 }),
      fc.uniqueArray(fc.integer({ min: 0, max: 3 })),
      fc.integer({ min: 1, max: 40 }),
      fc.boolean(),
      (dayOffsets, monthOffsets, chunk, newestFirst) => {
        const wanted: [AssetDefinition, number[]][] = [
          [plain.definition, dayOffsets.map((offset) => first + offset).sort((a, b) => a - b)],
          [monthlySum.definition, monthOffsets.map((offset) => january + offset).sort((a, b) => a - b)],
        ];
        const steps = Object.fromEntries(wanted.map(([asset, ordinals]) => [asset.key, ordinals]));
        const { chunks } = plan(steps, { chunk, newestFirst });
        let counted = 0;
        for (const [asset, ordinals] of wanted) {
          for (const ordinal of ordinals) {
            const holding = chunks.filter(({ from, to, running }) => {
              const range = parsePartitionRange(asset.scheme, from, to, { withOpen: running });
              return range.from <= ordinal && ordinal <= range.to;
            });
            expect([asset.key, asset.scheme.keyOf(ordinal), holding.length]).toEqual([
              asset.key,
              asset.scheme.keyOf(ordinal),
              1,
            ]);
            counted++;
          }
        }
        expect(chunks.reduce((sum, one) => sum + one.planned, 0)).toBe(counted);
      },
    ),
  );
});
