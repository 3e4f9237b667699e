import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatHash, hashBytes, hashHigh, hashLow, hashText } from '../../src/index.ts';

function hashOf(bytes: Uint8Array, from?: number, to?: number): string {
  hashBytes(bytes, from, to);
  return formatHash({ high: hashHigh(), low: hashLow() });
}

describe('a content hash', () => {
  it('depends on the bytes in the range and on nothing around them', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.uint8Array(), fc.uint8Array(), (before, bytes, after) => {
        const embedded = new Uint8Array([...before, ...bytes, ...after]);
        expect(hashOf(embedded, before.length, before.length + bytes.length)).toBe(hashOf(bytes));
      }),
    );
  });

  it('tells contents apart, also where only zeros are added, a bit flips or neighbours swap', () => {
    const seen = new Map<string, string>();
    const contents: Uint8Array[] = [];
    for (let length = 0; length < 40; length++) contents.push(new Uint8Array(length));
    for (let bit = 0; bit < 20 * 8; bit++) {
      const bytes = new Uint8Array(20);
      bytes[bit >> 3] = 1 << (bit & 7);
      contents.push(bytes);
    }
    for (let number = 0; number < 20_000; number++) contents.push(new Uint8Array(Float64Array.of(number / 8).buffer));
    for (const bytes of contents) {
      const hash = hashOf(bytes);
      expect(seen.get(hash) ?? bytes.join()).toBe(bytes.join());
      seen.set(hash, bytes.join());
    }
  });

  it('flips about half of its bits when one bit of the content flips', () => {
    const ones = (text: string): number => BigInt(`0x${text}`).toString(2).replaceAll('0', '').length;
    const base = new TextEncoder().encode('2024-11-05 21:00 1234.5');
    let flipped = 0;
    for (let bit = 0; bit < base.length * 8; bit++) {
      const other = base.slice();
      other[bit >> 3] = (other[bit >> 3] as number) ^ (1 << (bit & 7));
      const distance = ones((BigInt(`0x${hashOf(base)}`) ^ BigInt(`0x${hashOf(other)}`)).toString(16));
      flipped += distance;
      expect(distance).toBeGreaterThan(8);
    }
    expect(flipped / (base.length * 8)).toBeCloseTo(32, -1);
  });

  it('of a text counts every code unit', () => {
    expect(formatHash(hashText('a'))).not.toBe(formatHash(hashText('š')));
    expect(formatHash(hashText(''))).toHaveLength(16);
  });
});
