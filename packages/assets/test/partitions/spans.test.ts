import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { daily } from '../../src/partitions/calendar-scheme.ts';
import { formatSpans, spansOf } from '../../src/partitions/spans.ts';

describe('spans', () => {
  it('hold the ordinals they were made of, and do not touch', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.integer({ min: -50, max: 50 })), (ordinals) => {
        const sorted = ordinals.toSorted((a, b) => a - b);
        const spans = spansOf(sorted);
        expect(spans.flatMap(({ from, to }) => Array.from({ length: to - from + 1 }, (_, i) => from + i))).toEqual(
          sorted,
        );
        spans.slice(1).forEach(({ from }, i) => {
          expect(from).toBeGreaterThan((spans[i]?.to as number) + 1);
        });
      }),
    );
  });

  it('read as a person would write them', () => {
    const days = daily({ zone: 'Europe/Berlin', start: '2020-01-01' });
    const ordinals = ['2024-10-01', '2024-10-02', '2024-10-03', '2024-10-09'].map((key) => days.ordinalOf(key));
    expect(formatSpans(days, spansOf(ordinals))).toBe('2024-10-01…2024-10-03, 2024-10-09');
    expect(formatSpans(days, spansOf([]))).toBe('');
  });

  it('run across a date that the zone skipped', () => {
    const apia = daily({ zone: 'Pacific/Apia', start: '2011-01-01' });
    const ordinals = ['2011-12-29', '2011-12-31', '2012-01-02'].map((key) => apia.ordinalOf(key));
    expect(formatSpans(apia, spansOf(ordinals, apia))).toBe('2011-12-29…2011-12-31, 2012-01-02');
  });
});
