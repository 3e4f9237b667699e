import { StateColumns } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PackedStateError, packState, unpackState } from '../../src/state/packed-state.ts';
import { anyColumns } from './any-columns.ts';
import { spelledOut } from './spelled-out.ts';

describe('packed state', () => {
  it('gives back exactly what was packed, whatever the columns hold', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        expect(spelledOut(unpackState(packState(columns)))).toEqual(spelledOut(columns));
      }),
      { numRuns: 300 },
    );
  });

  it('reads from bytes that do not lie at a multiple of four', () => {
    fc.assert(
      fc.property(anyColumns, fc.integer({ min: 1, max: 7 }), (columns, shift) => {
        const packed = packState(columns);
        const elsewhere = new Uint8Array(packed.length + shift);
        elsewhere.set(packed, shift);
        expect(spelledOut(unpackState(elsewhere.subarray(shift)))).toEqual(spelledOut(columns));
      }),
    );
  });

  it('gives the same bytes for the same columns', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        expect(packState(unpackState(packState(columns)))).toEqual(packState(columns));
      }),
    );
  });

  it('needs less than 40 kB for 1,461 partitions with two dependencies, and 200 bytes more where they are all alike', () => {
    const layout = { facets: ['whole'], deps: ['a', 'b'], lazyDeps: [] };
    const columns = new StateColumns(layout);
    columns.cover(18_000, 18_000 + 1460);
    const alike = packState(columns).length;
    expect(alike).toBeLessThan(250);
    columns.version.forEach((_, i) => {
      columns.version[i] = Math.imul(i + 1, 0x9e3779b1);
    });
    columns.inputHash.forEach((_, i) => {
      columns.inputHash[i] = Math.imul(i + 1, 0x85ebca6b);
    });
    expect(packState(columns).length).toBeLessThan(40_000);
  });

  it('says what is wrong with bytes that are cut, foreign or newer, instead of giving columns', () => {
    fc.assert(
      fc.property(anyColumns, fc.nat(), (columns, at) => {
        const packed = packState(columns);
        expect(() => unpackState(packed.subarray(0, at % (packed.length - 1)))).toThrow(PackedStateError);
      }),
    );
    expect(() => unpackState(new TextEncoder().encode('something else'))).toThrow(/format is 115/);
    expect(() => unpackState(Uint8Array.of(2, 0, 0, 0, 0, 0, 0, 0))).toThrow(/format is 2, this version knows 1/);
  });
});
