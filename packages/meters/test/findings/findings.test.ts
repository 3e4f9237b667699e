import { dayNumber, openZone } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import { describeFinding, findingsOf, parseInstant } from '../../src/findings/index.ts';
import { repairEventTypes } from '../../src/values/repaired-day.ts';
import { type Point, repair } from '../repair/readings-fixture.ts';

const berlin = openZone('Europe/Berlin');
const hour = 3_600_000;
const start = berlin.dayStart(dayNumber(2024, 5, 6));

/** One a hour; a step of 1 each. */
function hourly(count: number, change: (i: number, register: number) => number): Point[] {
  return Array.from({ length: count }, (_, i) => [start + i * hour, change(i, 100 + i)]);
}

describe('findings', () => {
  const spiked = hourly(60, (i, register) => (i === 30 ? 99_999 : register));

  it('name the dropped reading, and say it was decided once the user did so', () => {
    const { events } = repair(spiked);
    const reading = { time: start + 30 * hour, register: 99_999 };
    expect(findingsOf(events, [])).toMatchObject([{ type: 'spike', state: 'settled', reading, verdict: undefined }]);
    const decisions = [{ ...reading, verdict: 'reject' as const }];
    expect(findingsOf(repair(spiked, { decisions }).events, decisions)).toMatchObject([
      { type: 'rejected', state: 'decided', reading, verdict: 'reject' },
    ]);
  });

  it('a fall at the end is proposed; accepted, it is a reset and counts from there', () => {
    const fallen = hourly(60, (i, register) => (i >= 58 ? i - 58 : register));
    const [proposed] = findingsOf(repair(fallen).events, []);
    expect(proposed).toMatchObject({ type: 'unconfirmed-fall', state: 'proposed' });
    const decisions = [{ ...(proposed?.reading ?? { time: 0, register: 0 }), verdict: 'accept' as const }];
    const decided = repair(fallen, { decisions });
    expect(findingsOf(decided.events, decisions)).toMatchObject([
      { type: 'reset', state: 'decided', verdict: 'accept' },
    ]);
    expect(decided.times.at(-1)).toBe(start + 59 * hour);
  });

  it('a register that goes on lower is an exchange that is proposed, its later reading in question', () => {
    const swapped = hourly(120, (i, register) => (i >= 60 ? register - 40 : register));
    expect(findingsOf(repair(swapped).events, [])).toMatchObject([
      { type: 'exchange', state: 'proposed', reading: { time: start + 60 * hour, register: 120 } },
    ]);
  });

  it('of every type are one sentence without a placeholder', () => {
    for (const type of repairEventTypes) {
      for (const proposed of [false, true]) {
        const event = { type, time: start, until: start, from: 1, to: 0.1 + 0.2, dropped: 1, amount: 5, proposed };
        const text = describeFinding(event, 'kWh');
        expect(text).toMatch(/^[a-z].{15,}[^.]$/);
        expect(text).not.toMatch(/undefined|NaN|00000/);
      }
    }
  });
});

describe('a time that somebody types', () => {
  it('means one instant, two in the doubled hour, none in the missing one', () => {
    expect(parseInstant('2024-05-06 00:00', berlin)).toEqual([start]);
    expect(parseInstant('2024-05-05T22:00:00.000Z', berlin)).toEqual([start]);
    expect(parseInstant('2024-10-27 02:30', berlin)).toHaveLength(2);
    expect(parseInstant('2024-03-31 02:30', berlin)).toEqual([]);
    expect(parseInstant('yesterday', berlin)).toBeUndefined();
    expect(parseInstant('2024-05-06', berlin)).toBeUndefined();
  });

  it('is read back as findings write it', () => {
    for (const instant of [start, start + 7_123, Date.UTC(2024, 9, 27, 0, 30), Date.UTC(2024, 9, 27, 1, 30)]) {
      expect(parseInstant(berlin.format(instant), berlin)).toEqual([instant]);
    }
  });
});
