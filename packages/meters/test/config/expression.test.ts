import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseExpression } from '../../src/config/expression/parse-expression.ts';

const terms = (text: string) => parseExpression(text).terms?.map(({ meterId, factor }) => [meterId, factor]);
const faults = (text: string) => parseExpression(text).faults.map(({ index, message }) => `${index} ${message}`);

describe('parseExpression', () => {
  test.each([
    ['a', [['a', 1]]],
    [
      'a - b - 0.5 * c',
      [
        ['a', 1],
        ['b', -1],
        ['c', -0.5],
      ],
    ],
    [
      '-(a - b) * 2',
      [
        ['a', -2],
        ['b', 2],
      ],
    ],
    ['2 * 3 * a', [['a', 6]]],
    ['a * (1 - 0.25)', [['a', 0.75]]],
    ['a + b - (b - c)', undefined],
    [
      '`küche 1` + _x1',
      [
        ['küche 1', 1],
        ['_x1', 1],
      ],
    ],
    ['a+a', [['a', 2]]],
    ['- - a', [['a', 1]]],
    ['1e-3 * a', [['a', 0.001]]],
    ['.5*a', [['a', 0.5]]],
  ])('reads %j', (text, expected) => {
    expect(terms(text)).toEqual(expected);
  });

  test.each([
    ['', '0 ends too early'],
    ['a -', '3 ends too early'],
    ['a b', '2 has "b", which cannot stand here'],
    ['(a', '2 ends too early'],
    ['a)', '1 has ")", which cannot stand here'],
    ['a / 2', '2 has "/", which cannot stand here'],
    ['0,5 * a', '1 has ",", which cannot stand here'],
    ['küche', '1 has "ü", which cannot stand here'],
    ['a * `b', '4 has "`", which cannot stand here'],
    ['a * b', '2 multiplies meters with each other'],
    ['a + 3', '4 adds a number that belongs to no meter'],
    ['3', '0 adds a number that belongs to no meter'],
    ['a - a', '0 holds "a", which cancels out'],
    ['1e999 * a', '8 has a factor beyond all numbers'],
  ])('says where %j is wrong', (text, fault) => {
    expect(faults(text)).toEqual([fault]);
  });

  test('names the meters of a faulty expression all the same', () => {
    expect(parseExpression('a * b + 1').names.map(({ meterId }) => meterId)).toEqual(['a', 'b']);
  });

  test('gives up on parentheses without end instead of running out of stack', () => {
    expect(faults('('.repeat(100_000))).toEqual(['50 is nested too deeply']);
  });

  test('is linear: its terms give what the text gives', () => {
    const values: Record<string, number> = { a: 3, b: 5, c: 7 };
    // A text and its value, grown together.
    type Grown = readonly [text: string, value: number];
    const meter = fc.constantFrom('a', 'b', 'c').map((id): Grown => [id, values[id] ?? 0]);
    const { node } = fc.letrec<{ node: Grown }>((tie) => ({
      node: fc.oneof(
        { depthSize: 'small' },
        meter,
        fc.tuple(tie('node'), tie('node')).map(([l, r]): Grown => [`(${l[0]} + ${r[0]})`, l[1] + r[1]]),
        fc.tuple(tie('node'), meter).map(([l, r]): Grown => [`${l[0]} - ${r[0]}`, l[1] - r[1]]),
        fc.tuple(fc.integer({ min: -5, max: 5 }), tie('node')).map(([n, l]): Grown => [`${n} * (${l[0]})`, n * l[1]]),
      ),
    }));
    fc.assert(
      fc.property(node, ([text, value]) => {
        const parsed = parseExpression(text);
        fc.pre(parsed.terms !== undefined);
        const sum = parsed.terms?.reduce((total, { meterId, factor }) => total + factor * (values[meterId] ?? 0), 0);
        // A sum that begins at 0 is never −0.
        expect(sum).toBe(value + 0);
      }),
    );
  });
});
