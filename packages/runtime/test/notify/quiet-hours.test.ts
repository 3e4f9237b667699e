import { openZone } from '@meterworks/assets';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quietUntil } from '../../src/notify/quiet-hours.ts';

const zone = openZone('Europe/Berlin');
const at = (text: string) => Date.parse(text);
const night = { from: 22 * 60, to: 7 * 60 };

describe('quiet hours', () => {
  it.each([
    ['2026-01-10T21:59:59+01:00', undefined],
    ['2026-01-10T22:00:00+01:00', '2026-01-11T07:00:00+01:00'],
    ['2026-01-11T06:59:59+01:00', '2026-01-11T07:00:00+01:00'],
    ['2026-01-11T07:00:00+01:00', undefined],
    ['2026-03-28T23:00:00+01:00', '2026-03-29T07:00:00+02:00'],
    ['2026-10-24T23:00:00+02:00', '2026-10-25T07:00:00+01:00'],
  ])('over midnight: at %s they last until %s', (instant, end) => {
    expect(quietUntil(night, zone, at(instant))).toBe(end === undefined ? undefined : at(end));
  });

  it('end right after the gap of a clock change that skips their end', () => {
    const end = quietUntil({ from: 60, to: 150 }, zone, at('2026-03-29T01:30:00+01:00'));
    expect(end).toBe(at('2026-03-29T03:30:00+02:00'));
  });

  it('end after every instant they hold, within a day', () => {
    const minute = fc.integer({ min: 0, max: 1439 });
    const instant = fc.integer({ min: at('2020-01-01T00:00:00Z'), max: at('2030-01-01T00:00:00Z') });
    fc.assert(
      fc.property(minute, minute, instant, (from, to, now) => {
        const end = quietUntil({ from, to }, zone, now);
        if (end !== undefined) expect(end > now && end - now <= 25 * 3_600_000).toBe(true);
      }),
    );
  });
});
