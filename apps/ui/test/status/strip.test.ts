import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { codeRuns, lastOrdinal, packCodes, readStrip, stripWindow, unpackCodes } from '../../src/status/strip.ts';

const anyCodes = fc
  .array(fc.constantFrom(0, 1, 2, 3, 4, 5, 6, 15), { maxLength: 300 })
  .map((codes) => Uint8Array.from(codes));

describe('a strip', () => {
  test('of an odd number of partitions has no partition too many', () => {
    // Three fresh days: the fourth digit only fills the byte.
    const strip = readStrip({ firstOrdinal: 10, strip: '6660', counts: { fresh: 3 } });
    expect([...strip.codes]).toEqual([6, 6, 6]);
    expect(lastOrdinal(strip)).toBe(12);
  });

  test('keeps a last partition that is running', () => {
    const strip = readStrip({ firstOrdinal: 0, strip: '60', counts: { fresh: 1, running: 1 } });
    expect([...strip.codes]).toEqual([6, 0]);
  });

  test('has no partition outside its range', () => {
    const window = stripWindow({ first: 10, codes: Uint8Array.of(6, 5) }, 9, 12);
    expect([...window]).toEqual([15, 6, 5, 15]);
  });

  test('that lies elsewhere leaves a window empty', () => {
    expect([...stripWindow({ first: 10, codes: Uint8Array.of(6) }, 1, 2)]).toEqual([15, 15]);
  });
});

describe('packed codes', () => {
  test('come back as they were', () => {
    fc.assert(
      fc.property(anyCodes, (codes) => {
        expect(unpackCodes(packCodes(codes))).toEqual(codes);
      }),
    );
  });

  test('of four fresh years are a few characters', () => {
    expect(packCodes(new Uint8Array(1_461).fill(6)).length).toBeLessThan(6);
  });

  test('are made of runs that touch and differ', () => {
    fc.assert(
      fc.property(anyCodes, (codes) => {
        let at = 0;
        let before = -1;
        for (const run of codeRuns(codes)) {
          expect(run.at).toBe(at);
          expect(run.code).not.toBe(before);
          at += run.length;
          before = run.code;
        }
        expect(at).toBe(codes.length);
      }),
    );
  });
});
