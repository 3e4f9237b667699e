import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseSelection } from '../../src/selection/parse-selection.ts';
import { SelectionError } from '../../src/selection/selection-error.ts';
import { formatSelection, type SelectionNode } from '../../src/selection/selection-node.ts';

/** The error that a text gives. */
function errorOf(text: string): SelectionError {
  try {
    parseSelection(text);
  } catch (error) {
    if (error instanceof SelectionError) return error;
    throw error;
  }
  throw new Error(`${text} is a selection`);
}

/** A tree without the places in the text, which printing moves. */
function shape(node: SelectionNode): unknown {
  switch (node.kind) {
    case 'name':
      return { attribute: node.attribute, pattern: node.pattern };
    case 'state':
      return node;
    case 'generations':
    case 'not':
      return { ...node, of: shape(node.of) };
    case 'and':
    case 'or':
      return { kind: node.kind, of: node.of.map(shape) };
  }
}

describe('a selection', () => {
  it.each([
    // names
    ['consumption/gas/daily', 'consumption/gas/daily'],
    ['key:consumption/gas', 'consumption/gas'],
    ['tag:gas', 'tag:gas'],
    ['group:anomalies', 'group:anomalies'],
    ['source:tibber', 'source:tibber'],
    ['TAG:gas', 'tag:gas'],
    ['tag:a:b', 'tag:"a:b"'],
    ['*', '*'],
    ['a**b', 'a*b'],
    ['consumption/*', 'consumption/*'],
    ['"a b"', '"a b"'],
    ['key:"a b"/*', '"a b/"*'],
    ['"2+x"', '"2+x"'],
    ['"and"', 'key:and'],
    ['key:2', 'key:2'],
    ['2', 'key:2'],
    ['android', 'android'],
    ['straße/übung', 'straße/übung'],
    [String.raw`"say \"a\" \\ b"`, String.raw`"say \"a\" \\ b"`],
    // generations
    ['+x', '+x'],
    ['x+', 'x+'],
    ['+virtual/strom_allgemein+', '+virtual/strom_allgemein+'],
    ['2+x+1', '2+x+1'],
    ['x+1', 'x+1'],
    ['0+x', 'x'],
    ['2+3+1', '2+key:3+1'],
    ['2+', 'key:2+'],
    ['+tag:gas', '+tag:gas'],
    ['+(a or b)+1', '+(a or b)+1'],
    ['2+(x+1)', '2+(x+1)'],
    ['x +y', 'x or +y'],
    ['x+ y', 'x+ or y'],
    // operators
    ['a or b and c', 'a or b and c'],
    ['(a or b) and c', '(a or b) and c'],
    ['a AND b Or c', 'a and b or c'],
    ['not a and b', 'not a and b'],
    ['not (a and b)', 'not (a and b)'],
    ['not not a', 'not not a'],
    ['((a))', 'a'],
    ['(a or b) or c', 'a or b or c'],
    ['(a)and(b)', 'a and b'],
    // lists
    ['a b', 'a or b'],
    ['key:a key:b tag:c', 'a or b or tag:c'],
    ['a b and c', '(a or b) and c'],
    ['a or b c', 'a or b or c'],
    ['a and b c', 'a and (b or c)'],
    ['tag:gas state:stale', 'tag:gas and state:stale'],
    ['a b state:stale state:failed', '(a or b) and (state:stale or state:failed)'],
    ['state:stale state:failed', 'state:stale or state:failed'],
    ['a not b', 'a and not b'],
    ['not b a c', '(a or c) and not b'],
    ['a not state:fresh', 'a and not state:fresh'],
    ['a (state:stale or state:failed)', 'a and (state:stale or state:failed)'],
    ['key:a and state:failed', 'a and state:failed'],
    ['key:a or state:stale', 'a or state:stale'],
    ['  a\n\tb  ', 'a or b'],
  ])('%j means %s', (text, meaning) => {
    expect(formatSelection(parseSelection(text))).toBe(meaning);
  });

  it.each([
    ['', 0, 'a name', 'the end'],
    ['   ', 3, 'a name', 'the end'],
    ['a and', 5, 'a name', 'the end'],
    ['a or or b', 5, 'a name; quote it if it is one', '"or"'],
    ['and a', 0, 'a name; quote it if it is one', '"and"'],
    ['(a', 2, '")"', 'the end'],
    ['a)', 1, 'a name, "and", "or" or the end', '")"'],
    ['()', 1, 'a name', '")"'],
    ['key:', 4, 'a name', 'the end'],
    ['key: a', 4, 'a name', '" "'],
    ['+ a', 0, 'a name', '"+"'],
    ['++a', 1, 'a name', '"+"'],
    ['a+b', 2, 'a space or the number of generations after "+"', '"b"'],
    ['a+1b', 3, 'a space or the number of generations after "+"', '"b"'],
    ['12345+a', 0, 'at most 9999 generations', '"12345"'],
    ['a+12345', 2, 'at most 9999 generations', '"12345"'],
    ['a "b', 4, 'a closing quote', 'the end'],
    ['+(a and state:stale)', 0, 'names between the "+", as only assets have generations', '"+"'],
    ['state:stale+', 0, 'names between the "+", as only assets have generations', '"state:stale"'],
  ])('%j is refused at character %i: expected %s, found %s', (text, position, expected, found) => {
    expect(errorOf(text)).toMatchObject({ text, position, expected, found });
  });

  it('names the known word that was nearly written', () => {
    expect(errorOf('key:a and taag:gas')).toMatchObject({ position: 10, found: '"taag:gas"', nearest: 'tag' });
    expect(errorOf('state:stalle')).toMatchObject({ position: 6, found: '"stalle"', nearest: 'stale' });
    expect(errorOf('state:*').nearest).toBeUndefined();
  });

  it('shows where it went wrong', () => {
    expect(errorOf('tag:gas and (state:stalle)').message).toBe(
      [
        'expected a state (running, queued, failed, blocked, missing, stale, fresh), found "stalle"; did you mean "stale"?',
        '  tag:gas and (state:stalle)',
        '                     ^',
      ].join('\n'),
    );
  });

  it('is refused, not overflown, when nested without end', () => {
    for (const text of ['('.repeat(100_000), 'not '.repeat(100_000), '+('.repeat(100_000)]) {
      expect(errorOf(text).expected).toBe('at most 100 terms within each other');
    }
  });

  const fragments = fc.array(
    fc.oneof(
      fc.constantFrom(
        'and',
        'or',
        'not',
        '(',
        ')',
        '+',
        '2',
        '"',
        '*',
        '\\',
        ':',
        ' ',
        ' ',
        'key:',
        'tag:',
        'state:',
        'stale',
        'failed',
        'a',
        'b/c',
      ),
      fc.string({ unit: 'grapheme', maxLength: 3 }),
    ),
    { maxLength: 25 },
  );

  it('parses, or gives a SelectionError that points into the text, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fragments.map((parts) => parts.join('')),
        ),
        (text) => {
          try {
            parseSelection(text);
          } catch (error) {
            expect(error).toBeInstanceOf(SelectionError);
            const { position } = error as SelectionError;
            expect(position).toBeGreaterThanOrEqual(0);
            expect(position).toBeLessThanOrEqual(text.length);
          }
        },
      ),
      { numRuns: 5000 },
    );
  });

  it('is the same after it was printed and parsed again', () => {
    const name = fc.oneof(
      fc.constantFrom('a', 'b/c', '2', 'and', 'a b', 'say "a"', '\\', 'x+1', 'k:v', 'ü*'),
      fc.string({ minLength: 1 }),
    );
    const quoted = name.map((text) => `"${text.replaceAll(/["\\]/g, '\\$&')}"`);
    const atom = fc
      .tuple(fc.constantFrom('', 'key:', 'tag:', 'group:', 'source:'), quoted, fc.constantFrom('', '*', '*"z"'))
      .map((parts) => parts.join(''));
    const { selection } = fc.letrec<{ selection: string; term: string }>((tie) => ({
      term: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        atom,
        fc.constantFrom('state:stale', 'state:failed'),
        fc.tuple(fc.constantFrom('', '+', '2+'), atom, fc.constantFrom('', '+', '+1')).map((parts) => parts.join('')),
        fc.tuple(fc.constantFrom('+', '1+'), atom, atom).map(([up, a, b]) => `${up}(${a} ${b})+2`),
        tie('selection').map((inner) => `(${inner})`),
        tie('term').map((inner) => `not ${inner}`),
      ),
      selection: fc
        .array(fc.tuple(tie('term'), fc.constantFrom(' ', ' and ', ' or ')), { minLength: 1, maxLength: 4 })
        .map((terms) => terms.map(([term, joint], i) => (i === terms.length - 1 ? term : `${term}${joint}`)).join('')),
    }));
    fc.assert(
      fc.property(selection, (text) => {
        const parsed = parseSelection(text);
        const printed = formatSelection(parsed);
        expect(shape(parseSelection(printed))).toEqual(shape(parsed));
        expect(formatSelection(parseSelection(printed))).toBe(printed);
      }),
      { numRuns: 3000 },
    );
  });
});
