import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { generateSyntheticHouse } from '../../src/simulation/index.ts';

describe('a synthetic house', () => {
  const synthetic = generateSyntheticHouse({ meters: 100, years: 1, seed: 4 });

  it('has as many meters as asked for, of all kinds, each named once', () => {
    const { meters } = synthetic.configuration;
    expect(meters).toHaveLength(100);
    expect(new Set(meters.map(({ meter_id }) => meter_id)).size).toBe(100);
    const count = (type: string): number => meters.filter((meter) => meter.type === type).length;
    expect([count('physical'), count('master'), count('virtual')]).toEqual([85, 5, 10]);
  });

  it('says the same as text', () => {
    expect(parse(synthetic.yaml)).toEqual(synthetic.configuration);
  });

  it('reads each physical meter hourly with a register that rises', () => {
    const { times, values } = synthetic.readings('meter_00001');
    expect(times).toHaveLength(365 * 24 + 1);
    expect([times[0], times.at(-1)]).toEqual([synthetic.from, synthetic.to]);
    expect(values.every((value, index) => index === 0 || value >= (values[index - 1] ?? 0))).toBe(true);
    expect(synthetic.readings('meter_00001')).toEqual({ times, values });
    expect(synthetic.readings('meter_00002').values).not.toEqual(values);
  });

  it('takes another step, and names what it does not have', () => {
    const daily = generateSyntheticHouse({ meters: 3, years: 1, seed: 4, step: 24 });
    expect(daily.readings('meter_00003').times).toHaveLength(366);
    expect(() => synthetic.readings('virtual_00001')).toThrow(/virtual_00001/);
    expect(() => generateSyntheticHouse({ meters: 0, years: 1, seed: 4 })).toThrow(RangeError);
  });

  it('keeps the virtuals above 0', () => {
    const gain = (id: string): number => {
      const { values } = synthetic.readings(id);
      return (values.at(-1) ?? 0) - (values[0] ?? 0);
    };
    expect(gain('meter_00003')).toBeGreaterThan(gain('meter_00001') + gain('meter_00002'));
  });
});
