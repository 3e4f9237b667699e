import fc from 'fast-check';
import { expect, it } from 'vitest';
import { LineError, lineFields, lineStart } from '../../../src/series/influxdb/line-protocol.ts';

const special = fc.constantFrom(',', ' ', '=', '"', '\\', '${', 'é', '🔌', '#', "'", '/');
const text = fc
  .string({ unit: fc.oneof(special, fc.string({ minLength: 1, maxLength: 1 })), minLength: 1, maxLength: 8 })
  .filter((one) => !one.endsWith('\\') && !/\p{Cc}/u.test(one));
const names = fc.uniqueArray(text, { maxLength: 4 });

it('writes names, tags and fields that read back as they were', () => {
  fc.assert(
    fc.property(
      text,
      names,
      fc.infiniteStream(text),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      (measurement, tags, values, number) => {
        const given = Object.fromEntries(tags.map((tag) => [tag, values.next().value as string]));
        const fields = { text: values.next().value as string, number };
        const [start, written] = splitAt(`${lineStart(measurement, given)} ${lineFields(fields)}`, ' ', 1);
        const [name, ...pairs] = splitAt(start ?? '', ',');
        expect(name?.replace(/\\([, ])/g, '$1')).toBe(measurement);
        expect(Object.fromEntries(pairs.map((pair) => splitAt(pair, '=').map(unescaped)))).toEqual(given);
        expect(written).toMatch(/^text=".*",number=[^,]*$/);
        const quoted = (written as string).replace(/^text="/, '').replace(/",number=[^,]*$/, '');
        expect(quoted.replace(/\\(["\\])/g, '$1')).toBe(fields.text);
        expect(Number((written as string).split('=').at(-1))).toBe(number + 0);
      },
    ),
  );
});

it('leaves out numbers that are none, and says so when nothing is left', () => {
  expect(lineFields({ a: Number.NaN, b: 1.5, c: Number.POSITIVE_INFINITY })).toBe('b=1.5');
  expect(lineFields({ a: Number.NaN })).toBeUndefined();
});

it.each(['', 'back\\', 'a\nb', 'a\u0000'])('refuses %j as a measurement or a tag', (bad) => {
  expect(() => lineStart(bad, {})).toThrow(LineError);
  expect(() => lineStart('m', { tag: bad })).toThrow(LineError);
  expect(() => lineStart('m', { [bad]: 'value' })).toThrow(LineError);
});

/** Splits where the separator is not escaped, at most `count` times. */
function splitAt(line: string, separator: string, count = Number.POSITIVE_INFINITY): string[] {
  const parts = [''];
  for (let i = 0; i < line.length; i++) {
    const one = line[i] as string;
    if (one === '\\' && i + 1 < line.length && ', ='.includes(line[i + 1] as string)) {
      parts[parts.length - 1] += one + (line[++i] as string);
    } else if (one === separator && parts.length <= count) parts.push('');
    else parts[parts.length - 1] += one;
  }
  return parts;
}

function unescaped(text: string): string {
  return text.replace(/\\([, =])/g, '$1');
}
