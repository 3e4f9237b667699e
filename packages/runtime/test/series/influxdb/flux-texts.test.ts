import { is_valid_flux as isValid, parse } from '@influxdata/flux-lsp-node';
import type { ParameterizedQuery } from '@influxdata/influxdb-client';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockQuery, emptyQuery } from '../../../src/series/influxdb/inspect-server.ts';
import {
  copyUnmarkedQuery,
  shownQuery,
  unmarkedExtentQuery,
  unmarkedQuery,
} from '../../../src/series/influxdb/result-queries.ts';
import {
  entitiesQuery,
  exceptedQuery,
  manySamplesQuery,
  newestQuery,
  samplesQuery,
  summaryFunctions,
  windowsQuery,
} from '../../../src/series/influxdb/sample-queries.ts';
import { plainLayout, plainPlaces } from './plain-layout.ts';

/** Every query of the store, about these names. */
function queries(bucket: string, names: readonly string[]): ParameterizedQuery[] {
  const layout = plainLayout(bucket);
  const places = [...plainPlaces(names).values()];
  const [first] = places;
  if (first === undefined) throw new Error('at least one name');
  const shown = { owner: { owner: names[0] ?? '' }, measurements: names.map((name) => ({ name, field: name })) };
  const june = Date.UTC(2024, 5, 1);
  return [
    samplesQuery(layout, first, Number.NEGATIVE_INFINITY, june),
    samplesQuery(layout, { ...first, unless: { fields: ['cost'], exception: 'hourly' } }, june, june + 1),
    manySamplesQuery(layout, places, june, Number.POSITIVE_INFINITY),
    exceptedQuery(layout, { ...first, unless: { fields: ['cost'], exception: 'hourly' } }),
    entitiesQuery(layout),
    clockQuery(),
    emptyQuery(bucket),
    newestQuery(layout, places),
    windowsQuery(layout, places, 'day', summaryFunctions, june, Number.POSITIVE_INFINITY),
    shownQuery(bucket, shown, june, june + 1),
    shownQuery(bucket, { ...shown, owner: {} }, june, june + 1),
    unmarkedQuery(bucket, names, 'mark'),
    unmarkedExtentQuery(bucket, names, 'mark'),
    copyUnmarkedQuery({ bucket, target: 'other', org: bucket }, names, 'mark', june, june + 1),
    windowsQuery(layout, places, 'month', ['count', 'sum'], Number.NEGATIVE_INFINITY, june),
  ];
}

it("asks in Flux that the vendor's own parser and type checker accept", () => {
  expect(isValid('from(bucket: 1) |> range(start: -1d)')).toBe(false);
  for (const query of queries('raw', ['a', 'b', 'c']))
    expect([String(query), isValid(String(query))]).toEqual([String(query), true]);
});

const nasty = fc.string({
  unit: fc.oneof(
    fc.constantFrom('"', '\\', '${', '}', "'", '\n', ')', '|>', '//', '🔌', 'é', ' ', 'r', '=='),
    fc.string({ minLength: 1, maxLength: 2 }),
  ),
  minLength: 1,
  maxLength: 12,
});

it('takes a name for a text, whatever it holds: the query is the same but for that text', () => {
  const plain = queries('BUCKET', ['NAME', 'OTHER']).map((query) => shapeOf(parse(String(query))));
  fc.assert(
    fc.property(nasty, nasty, nasty, (bucket, name, other) => {
      fc.pre(new Set([name, other]).size === 2);
      queries(bucket, [name, other]).forEach((query, i) => {
        const { shape, texts } = shapeOf(parse(String(query)));
        expect(shape).toEqual(plain[i]?.shape);
        expect(texts).toEqual(
          plain[i]?.texts.map((text) => ({ BUCKET: bucket, NAME: name, OTHER: other })[text] ?? text),
        );
      });
    }),
    { numRuns: 60 },
  );
});

/** A syntax tree without places, and with its string literals set apart. */
function shapeOf(tree: unknown): { shape: string; texts: string[] } {
  const texts: string[] = [];
  const shape = JSON.stringify(tree, (key, value: unknown) => {
    if (key === 'location') return undefined;
    if (typeof value === 'object' && value !== null && 'type' in value && value.type === 'StringLiteral') {
      texts.push(String((value as { value?: unknown }).value));
      return 'text';
    }
    return value;
  });
  return { shape, texts };
}
