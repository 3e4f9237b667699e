import { expect, it } from 'vitest';
import {
  assetKey,
  buildGraph,
  daily,
  defineAsset,
  defineExternal,
  float64,
  GraphError,
  monthly,
  reference,
  within,
} from '../../src/index.ts';

const days = daily({ zone: 'Europe/Berlin', start: '2024-01-01' });

function asset(key: string, upstream: readonly string[] = [], scheme = days) {
  return defineAsset({
    key,
    partitions: scheme,
    value: float64,
    deps: Object.fromEntries(upstream.map((name, i) => [`d${i}`, reference<'day', number>(assetKey(name))])),
    codeVersion: '1',
    each: () => 1,
  }).definition;
}

function problemsOf(build: () => unknown) {
  try {
    build();
  } catch (error) {
    if (error instanceof GraphError) return error.problems;
    throw error;
  }
  return [];
}

it('puts inputs before their readers, and otherwise keeps the declared order', () => {
  const graph = buildGraph({ assets: [asset('c', ['b']), asset('a'), asset('b', ['a']), asset('d', ['a'])] });
  expect(graph.keys.indexOf(assetKey('a'))).toBeLessThan(graph.keys.indexOf(assetKey('b')));
  expect(graph.keys.indexOf(assetKey('b'))).toBeLessThan(graph.keys.indexOf(assetKey('c')));
  expect(graph.downstream('a')).toEqual(['b', 'd']);
});

it('reports all problems at once', () => {
  const tokyo = daily({ zone: 'Asia/Tokyo', start: '2024-01-01' });
  const outside = defineExternal<'day', number>({ key: 'outside', partitions: days }).definition;
  const problems = problemsOf(() =>
    buildGraph({ assets: [asset('a'), asset('a'), asset('b', ['aa']), asset('c', ['a'], tokyo), outside] }),
  );
  expect(problems.map((problem) => problem.kind).sort()).toEqual([
    'duplicate-key',
    'external-without-source',
    'unknown-dependency',
    'zone-mismatch',
  ]);
});

it('prints a cycle key by key', () => {
  const build = () => buildGraph({ assets: [asset('a', ['c']), asset('b', ['a']), asset('c', ['b'])] });
  expect(build).toThrow('assets depend on each other: a → c → b → a');
});

it('proposes the nearest known key', () => {
  expect(problemsOf(() => buildGraph({ assets: [asset('meter'), asset('reader', ['metre'])] }))).toEqual([
    { kind: 'unknown-dependency', asset: 'reader', dependency: 'metre', nearest: 'meter' },
  ]);
});

it('refuses a grain that a reference hid from the compiler', () => {
  const months = monthly({ zone: 'Europe/Berlin', start: '2024-01-01' });
  const monthlyAsset = defineAsset({
    key: 'month',
    partitions: months,
    value: float64,
    deps: { days: within(reference<'day', number>(assetKey('day'))) },
    codeVersion: '1',
    each: () => 1,
  }).definition;
  expect(
    problemsOf(() => buildGraph({ assets: [asset('day', ['month']), monthlyAsset] })).map((problem) => problem.kind),
  ).toEqual(['grain-mismatch', 'cycle']);
});

it('holds many zones where no edge joins them', () => {
  const tokyo = daily({ zone: 'Asia/Tokyo', start: '2024-01-01' });
  expect(buildGraph({ assets: [asset('a'), asset('b', [], tokyo)] }).keys).toHaveLength(2);
});
