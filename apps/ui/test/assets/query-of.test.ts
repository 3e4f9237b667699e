import { expect, test } from 'vitest';
import { decodePath, queryOf } from '../../src/address/query-of.ts';

test('of a name that stands twice in the address the first value counts', async () => {
  expect(await queryOf(Promise.resolve({ text: ['a', 'b'], stage: 'c', none: undefined }))).toEqual({
    text: 'a',
    stage: 'c',
    none: undefined,
  });
});

test('a path that is no valid encoding names nothing', () => {
  expect(decodePath(['physical', 'z%C3%A4hler'])).toBe('physical/zähler');
  expect(decodePath(['physical', '%E0%A4%A'])).toBeUndefined();
});
