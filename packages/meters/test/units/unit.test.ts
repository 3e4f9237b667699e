import { describe, expect, test } from 'vitest';
import { convertFactor, dimensionOf, parseUnit, units } from '../../src/units/index.ts';

describe('parseUnit', () => {
  test('takes m3 for m³', () => {
    expect(parseUnit('m3')).toBe('m³');
    expect(parseUnit('m³')).toBe('m³');
  });

  test.each(['mwh', 'KWH', 'kwh', 'l', '', 'm^3', 'J', 'constructor'])('knows no unit %j', (text) => {
    expect(parseUnit(text)).toBeUndefined();
  });
});

describe('convertFactor', () => {
  test.each([
    ['kWh', 'Wh', 1000],
    ['Wh', 'kWh', 0.001],
    ['MWh', 'kWh', 1000],
    ['kWh', 'MWh', 0.001],
    ['MWh', 'Wh', 1_000_000],
    ['m³', 'L', 1000],
    ['L', 'm³', 0.001],
    ['L', 'L', 1],
  ] as const)('makes one %s out of %s × %d', (from, to, factor) => {
    expect(convertFactor(from, to)).toBe(factor);
  });

  test('exists exactly between units of one dimension, and there and back is 1', () => {
    for (const a of units) {
      for (const b of units) {
        const factor = convertFactor(a, b);
        expect(factor !== undefined).toBe(dimensionOf(a) === dimensionOf(b));
        if (factor !== undefined) expect(factor * (convertFactor(b, a) ?? 0)).toBe(1);
      }
    }
  });
});
