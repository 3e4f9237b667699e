import { describe, expect, test } from 'vitest';
import {
  conversionFactor,
  defaultGasConversion,
  gasFactorOn,
  gasFactorPieces,
  needsGasFactor,
} from '../../src/units/index.ts';

describe('gas factors', () => {
  test('are 10.221304 kWh/m³ where nothing is said', () => {
    expect(gasFactorOn(gasFactorPieces([]), 20_000)).toBeCloseTo(10.221304, 12);
    expect(gasFactorPieces([])).toEqual(gasFactorPieces([defaultGasConversion]));
  });

  test('hold from their first day to the day before the next', () => {
    const pieces = gasFactorPieces([
      { validFrom: 200, energyContent: 12, zFactor: 1 },
      { energyContent: 10, zFactor: 1 },
      { validFrom: 100, energyContent: 11, zFactor: 1 },
    ]);
    expect([-5, 99, 100, 199, 200, 9999].map((day) => gasFactorOn(pieces, day))).toEqual([10, 10, 11, 11, 12, 12]);
  });

  test('of the earliest piece hold before it, too', () => {
    const pieces = gasFactorPieces([{ validFrom: 100, energyContent: 11, zFactor: 1 }]);
    expect(gasFactorOn(pieces, 1)).toBe(11);
  });
});

describe('conversionFactor', () => {
  const gas = 10.221304;

  test('turns 1022.4 kWh of a boiler into the gas that leaves 899.97 of 1000 m³', () => {
    expect(1000 - 1022.4 * conversionFactor({ from: 'kWh', to: 'm³' }, gas)).toBeCloseTo(899.97, 2);
  });

  test.each([
    ['m³', 'kWh', gas],
    ['L', 'Wh', gas],
    ['m³', 'MWh', gas / 1000],
    ['MWh', 'm³', 1000 / gas],
    ['Wh', 'L', 1 / gas],
    ['Wh', 'kWh', 0.001],
  ] as const)('takes %s to %s', (from, to, factor) => {
    expect(conversionFactor({ from, to }, gas)).toBeCloseTo(factor, 12);
  });

  test('needs the gas factor only between energy and volume', () => {
    expect(needsGasFactor({ from: 'kWh', to: 'm³' })).toBe(true);
    expect(needsGasFactor({ from: 'Wh', to: 'MWh' })).toBe(false);
  });
});
