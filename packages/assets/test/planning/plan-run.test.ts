import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Absent,
  type AssetDefinition,
  type AssetKey,
  absent,
  all,
  causeBits,
  defineAsset,
  float64,
  group,
  lazy,
  mappedRange,
  type OrdinalRange,
  type Plan,
  type PlanInput,
  planRun,
  type Status,
  statuses,
  window,
} from '../../src/index.ts';
import type { RecordedHouse } from '../staleness/recorded-house.ts';
import {
  days,
  definitions,
  first,
  january,
  numbers,
  openSmallHouse,
  plain,
  reader,
  redefined,
  stretch,
  sums,
} from '../staleness/small-house.ts';

const needingWork: readonly Status[] = ['missing', 'stale', 'failed', 'blocked'];
const notComputed = { each: (): Absent => absent };
const extra = [
  defineAsset({
    key: 'near',
    partitions: days,
    value: float64,
    deps: { reader: window(reader, { before: 1, after: 1 }) },
    codeVersion: '1',
    ...notComputed,
  }),
  defineAsset({
    key: 'every',
    partitions: days,
    value: float64,
    deps: { copy: all(plain), number: numbers },
    codeVersion: '1',
    ...notComputed,
  }),
  defineAsset({
    key: 'sometimes',
    partitions: days,
    value: float64,
    deps: { sums: lazy(sums), number: numbers },
    codeVersion: '1',
    ...notComputed,
  }),
  defineAsset({
    key: 'both',
    partitions: days,
    value: float64,
    deps: { parts: group([plain, reader]) },
    codeVersion: '1',
    ...notComputed,
  }),
  defineAsset({
    key: 'total',
    partitions: days,
    value: float64,
    deps: { reader },
    codeVersion: '1',
    running: { carry: float64, initial: 0, step: () => ({ value: absent, carry: 0 }) },
  }),
].map((asset) => asset.definition);
const withExtra = (assets: readonly AssetDefinition[]) => [...assets, ...extra];
const dayKeys = ['copy', 'reader', 'near', 'every', 'sometimes', 'both', 'total'];

let house: RecordedHouse;
function openHouse(): RecordedHouse {
  const opened = openSmallHouse();
  opened.redefine(withExtra(definitions));
  for (const key of dayKeys.slice(2)) opened.make(key, stretch(6), { carry: String });
  return opened;
}
beforeEach(() => {
  house = openHouse();
});

function plan(wanted: Readonly<Record<string, readonly Status[]>>, more: Partial<PlanInput> = {}): Plan {
  return planRun(house.graph, house.staleness, {
    wanted: new Map(Object.entries(wanted).map(([key, states]) => [key as AssetKey, new Set(states)])),
    range: () => undefined,
    upstream: true,
    ...more,
  });
}
const planned = (made: Plan): Record<string, number[]> =>
  Object.fromEntries(
    made.steps.map((step) => [
      `${step.kind} ${step.asset}`,
      step.ordinals.map((one) => one - (step.asset === 'sums' ? january : first)),
    ]),
  );
const everyAsset = { numbers: needingWork, copy: needingWork, reader: needingWork, sums: needingWork };

describe('a plan', () => {
  it('is empty where everything is fresh', () => {
    expect(plan(Object.fromEntries([...dayKeys, 'sums'].map((key) => [key, needingWork])))).toMatchObject({
      steps: [],
      planned: 0,
      certain: 0,
      possible: 0,
      blocked: 0,
    });
  });

  it('names what is stale, certainly first and possibly below, with its causes', () => {
    house.make('numbers', { [first + 3]: 'other' });
    const made = plan(everyAsset);
    expect(planned(made)).toEqual({ 'make copy': [3], 'make reader': [3], 'make sums': [1] });
    expect(made).toMatchObject({ planned: 3, certain: 1, possible: 2, blocked: 0 });
    expect(made.steps.map((step) => step.causes)).toEqual([
      [{ kind: 'input-changed', count: 1 }],
      [{ kind: 'upstream-not-fresh', count: 1 }],
      [{ kind: 'upstream-not-fresh', count: 1 }],
    ]);
  });

  it('brings inputs that are not fresh, and only those that are read', () => {
    house.make('numbers', { [first]: 'other', [first + 3]: 'other' });
    expect(planned(plan({ reader: needingWork }, { range: () => ({ from: first + 3, to: first + 5 }) }))).toEqual({
      'make copy': [3],
      'make reader': [3],
    });
    expect(planned(plan({ sums: needingWork }, { upstream: false }))).toEqual({ 'make sums': [0, 1] });
  });

  it('takes a whole running total up to the last partition that is wanted', () => {
    house.make('reader', { [first + 1]: 'other' });
    const later = { range: () => ({ from: first + 4, to: first + 4 }) };
    expect(planned(plan({ total: needingWork }, later))).toEqual({ 'make total': [1, 2, 3, 4] });
    expect(planned(plan({ total: needingWork }, { ...later, upstream: false }))).toEqual({ 'make total': [4] });
  });

  it('takes the wanted states alone, and fresh ones where they are asked for', () => {
    house.asOf += 86_400_000;
    house.make('numbers', { ...stretch(6), [first + 2]: 'other', [first + 6]: 'new' });
    house.fail('copy', first + 4);
    expect(planned(plan({ copy: ['stale'] }))).toEqual({ 'make copy': [2] });
    expect(planned(plan({ copy: ['missing'] }))).toEqual({ 'make copy': [6] });
    expect(planned(plan({ copy: ['failed'] }))).toEqual({ 'make copy': [4] });
    const forced = plan({ copy: ['fresh'] });
    expect(planned(forced)).toEqual({ 'make copy': [0, 1, 3, 5] });
    expect(forced).toMatchObject({ certain: 4, steps: [{ forced: true }] });
  });

  it('tries what failed again, and counts what waits for it as possible, or as blocked where it is not wanted', () => {
    house.columns('copy').flags[2] = 0;
    house.fail('copy', first + 2);
    const made = plan(everyAsset);
    expect(planned(made)).toEqual({ 'make copy': [2], 'make reader': [2], 'make sums': [1] });
    expect(made).toMatchObject({ certain: 1, possible: 2, blocked: 0 });
    expect(plan({ reader: ['stale'] })).toMatchObject({ steps: [], blocked: 1 });
  });

  it('removes what left the domain of selected assets, after what is made', () => {
    house.redefine(
      withExtra(redefined({ config: 2, domain: ({ exists }) => ({ from: exists.from + 2, to: exists.to }) })),
    );
    const made = plan({ copy: needingWork });
    expect(planned(made)).toEqual({ 'make copy': [2, 3, 4, 5], 'remove copy': [0, 1] });
    expect(made.planned).toBe(4);
    expect(planned(plan({ both: needingWork }))).not.toHaveProperty('remove copy');
  });
});

type Change = (opened: RecordedHouse) => void;
const at = fc.nat({ max: 7 });
const change: fc.Arbitrary<Change> = fc.oneof(
  fc.tuple(fc.constantFrom('numbers', ...dayKeys), at, fc.nat({ max: 3 })).map(
    ([key, i, text]): Change =>
      (opened) => {
        if (key === 'numbers' || opened.columns(key).rowOf(first + i) >= 0)
          opened.make(key, { [first + i]: `${text}` });
      },
  ),
  fc.tuple(fc.constantFrom(...dayKeys), at).map(
    ([key, i]): Change =>
      (opened) =>
        opened.fail(key, first + i),
  ),
  fc.tuple(fc.constantFrom(...dayKeys), at).map(
    ([key, i]): Change =>
      (opened) => {
        opened.columns(key).flags[i] = 0;
      },
  ),
  fc.constant<Change>((opened) => {
    opened.asOf += 86_400_000;
  }),
  fc.constant<Change>((opened) => opened.redefine(withExtra(redefined({ code: '2' })))),
);

describe('every plan', () => {
  it('lists inputs that are not fresh before what reads them, and counts each partition once', () => {
    fc.assert(
      fc.property(
        fc.array(change, { maxLength: 8 }),
        fc.dictionary(fc.constantFrom(...dayKeys, 'sums'), fc.subarray([...needingWork, 'fresh' as const]), {
          minKeys: 1,
        }),
        fc.option(fc.tuple(at, at), { nil: undefined }),
        (changes, wanted, range) => {
          house = openHouse();
          for (const one of changes) one(house);
          const cut: OrdinalRange | undefined =
            range === undefined ? undefined : { from: first + Math.min(...range), to: first + Math.max(...range) };
          const made = plan(wanted, { range: (asset) => (asset.scheme.grain === 'day' ? cut : undefined) });
          const { graph, staleness } = house;
          const before = new Map<AssetKey, ReadonlySet<number>>();
          for (const { asset: key, kind, ordinals, certain, possible, causes } of made.steps) {
            if (kind === 'remove') continue;
            const asset = graph.asset(key);
            expect(ordinals).toEqual([...new Set(ordinals)].sort((a, b) => a - b));
            expect(certain + possible).toBe(ordinals.length);
            for (const { count } of causes) expect(count).toBeLessThanOrEqual(ordinals.length);
            for (const dependency of asset.dependencies) {
              const upstream = graph.asset(dependency.asset);
              if (upstream.compute.kind === 'external') continue;
              const { domain, status } = staleness.of(dependency.asset);
              for (const ordinal of ordinals) {
                const reads =
                  dependency.mapping.kind === 'lazy' ? domain : mappedRange(asset, dependency, upstream, ordinal);
                for (let i = 0; i < status.length; i++) {
                  const other = (domain?.from ?? 0) + i;
                  if (reads === undefined || other < reads.from || other > reads.to) continue;
                  const state = statuses[status[i] as number];
                  if (state !== undefined && needingWork.includes(state))
                    expect(before.get(dependency.asset) ?? new Set()).toContain(other);
                }
              }
            }
            before.set(key, new Set(ordinals));
          }
          const making = made.steps.filter((step) => step.kind === 'make');
          expect(made.planned).toBe(making.reduce((sum, step) => sum + step.ordinals.length, 0));
          expect(made.certain + made.possible).toBe(made.planned);
        },
      ),
    );
  });

  it('leaves out what is fresh, unless it is asked for', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        house = openHouse();
        for (const one of changes) one(house);
        const made = plan(Object.fromEntries([...dayKeys, 'sums'].map((key) => [key, needingWork])));
        const { staleness } = house;
        const notFresh = new Set<string>();
        for (const [key, { domain, status }] of staleness.assets) {
          status.forEach((code, i) => {
            if (needingWork.includes(statuses[code] as Status)) notFresh.add(`${key} ${(domain?.from ?? 0) + i}`);
          });
        }
        const inPlan = made.steps.flatMap((step) =>
          step.kind === 'make' ? step.ordinals.map((ordinal) => `${step.asset} ${ordinal}`) : [],
        );
        expect(new Set(inPlan)).toEqual(notFresh);
        for (const [, { causes, status }] of staleness.assets)
          status.forEach((code, i) => {
            if (statuses[code] === 'missing') expect((causes[i] as number) & causeBits['not-made']).not.toBe(0);
          });
      }),
    );
  });
});
