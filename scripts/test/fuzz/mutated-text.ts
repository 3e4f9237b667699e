import fc from 'fast-check';

/** How many inputs each parser gets: 1,000, or 10,000 with `npm run test:full`. */
export const fuzzRuns = process.env.METERWORKS_FULL === '1' ? 10_000 : 1_000;
export const fuzzSettings = { numRuns: fuzzRuns, seed: 20_241_127 } as const;
/** Milliseconds for all inputs of one parser: a hang ends the test. */
export const fuzzPatience = 240_000;

/** Texts that parsers stumble over: quotes left open, control characters, huge numbers, deep nesting, other scripts. */
const nasty = [
  '',
  '\0',
  '\u{FEFF}',
  '\r',
  '\n',
  '\t',
  '"',
  "'",
  '`',
  '\\',
  '$' + '{x}',
  '{{',
  '[[[[',
  '((((',
  ')',
  ']',
  '}',
  ':',
  '- ',
  '? ',
  '&a ',
  '*a',
  '<<: ',
  '!!js ',
  '%',
  '@',
  '#',
  '---\n',
  '...\n',
  '|',
  '>',
  ',',
  ';',
  '=',
  '+',
  '-',
  '*',
  '/',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '9'.repeat(40),
  '0x10',
  '1_000',
  '١٢٣',
  '\u{1F4A7}',
  '\u202E',
  '__proto__',
  'constructor',
  'null',
  '~',
  'true',
  'yes',
  '0000-00-00',
  '2024-02-30',
  '9999-12-31',
  '2024-03-31T02:30:00',
  '['.repeat(300),
  'a'.repeat(5000),
]; // prettier-ignore

const edit = fc.oneof(
  fc.record({
    kind: fc.constant('insert' as const),
    at: fc.nat(),
    text: fc.oneof(fc.constantFrom(...nasty), fc.string({ unit: 'grapheme' })),
  }),
  fc.record({ kind: fc.constant('delete' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.nat(), length: fc.integer({ min: 1, max: 60 }) }),
);

type Edit = typeof edit extends fc.Arbitrary<infer T> ? T : never;

/** Valid texts, a few places of which were edited; now and then a text of which nothing is valid. */
export function mutatedText(...valid: readonly string[]): fc.Arbitrary<string> {
  const edited = fc
    .tuple(fc.constantFrom(...valid), fc.array(edit, { maxLength: 5 }))
    .map(([text, edits]) => edits.reduce(applyEdit, text));
  return fc.oneof(
    { weight: 9, arbitrary: edited },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
  );
}

function applyEdit(text: string, change: Edit): string {
  const at = change.at % (text.length + 1);
  const before = text.slice(0, at);
  if (change.kind === 'insert') return before + change.text + text.slice(at);
  if (change.kind === 'delete') return before + text.slice(at + change.length);
  return before + text.slice(at, at + change.length) + text.slice(at);
}
