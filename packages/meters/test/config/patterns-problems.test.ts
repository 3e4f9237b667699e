import { describe, expect, test } from 'vitest';
import { lines, parse } from './config-texts.ts';

describe('problems of seasonal_patterns.yaml', () => {
  const pattern = (name: string, percentages: string) =>
    lines({ patterns: `patterns:\n  ${name}: { monthly_percentages: [${percentages}] }\n` });
  const even = '10, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, 9';

  test.each([
    [
      'a wrong count',
      'strom',
      '50, 50',
      '2:33 patterns.strom.monthly_percentages is a list, which has 2 entries; give it 12',
    ],
    [
      'a negative share',
      'strom',
      '10, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, -1',
      '2:68 patterns.strom.monthly_percentages[11] is -1, which is too small; write 0 or more',
    ],
    [
      'a sum far from 100',
      'strom',
      '10, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, 19',
      '2:33 patterns.strom.monthly_percentages adds up to 110 %; make it 100; 95 to 105 would be brought to it',
    ],
    [
      'a mistyped meter',
      'boilr',
      even,
      '2:3 patterns.boilr is the pattern of a meter that does not exist; did you mean "boiler"?',
    ],
  ])('find %s', (_, name, percentages, line) => {
    expect(pattern(name, percentages)).toEqual([`seasonal_patterns.yaml:${line}`]);
  });

  test('are a notice for a pattern like no meter’s and for one of a calculated meter', () => {
    expect(pattern('swimming_pool', even)).toEqual([
      expect.stringMatching(/^seasonal_patterns\.yaml:2:3 notice: .*no meter uses;/),
    ]);
    expect(pattern('gas', even)).toEqual([expect.stringMatching(/notice: .*a master meter is made of others/)]);
  });

  test('are a notice where shares are brought to 100, and the shares add up to 1', () => {
    const { configuration, problems } = parse({
      patterns: 'patterns: { strom: { monthly_percentages: [11, 9, 9, 8, 8, 7, 7, 7, 8, 9, 9, 9] } }',
    });
    expect(problems).toMatchObject([{ severity: 'notice', message: 'adds up to 101 %, which is brought to 100 %' }]);
    const strom = [...(configuration?.meters.values() ?? [])].find(({ id }) => id === 'strom');
    const shares = strom?.kind === 'physical' ? (strom.monthlyShares ?? []) : [];
    expect(shares.reduce((sum, share) => sum + share, 0)).toBe(1);
    expect(shares[0]).toBeCloseTo(11 / 101, 12);
  });
});
