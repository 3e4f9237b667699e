import { TibberError } from '@meterworks/meters/tibber';
import type { TickView } from '@meterworks/runtime/read';
import { describe, expect, test } from 'vitest';
import { tibberFault } from '../../src/words/german/tibber-fault.ts';
import { wordsOf } from '../../src/words/words.ts';

const { text } = wordsOf('de');
const start = Date.UTC(2025, 10, 3, 23);
const nothing = { observed: null, expected: null, lower: null, upper: null, score: null };

describe('an incident in German', () => {
  const told = (type: string, facts: Partial<typeof nothing | Record<string, number | null>>, days = 10) =>
    text.anomalies.sentence(
      { type, ...nothing, ...facts, start, end: start + days * 86_400_000, message: 'In English.' },
      'kWh',
    );

  test.each([
    ['spike', { observed: 12.5, expected: 5, lower: 3, upper: 7 }, '12,5 kWh, wo 5 kWh üblich sind (3 kWh bis 7 kWh).'],
    ['silent', { score: 4 }, 'Kein Zählerstand seit 10 Tagen: 4-mal so lange wie sonst höchstens.'],
    ['stuck', { observed: 0, score: 2.5 }, 'Der Zähler steht seit 10 Tagen: 2,5-mal so lange wie sonst höchstens.'],
    ['register_decrease', { observed: 99, expected: 1234.5 }, 'Der Zählerstand fiel von 1.234,5 kWh auf 99 kWh.'],
    [
      'implausible_rate',
      { observed: 900, upper: 240, lower: 0 },
      '900 kWh an einem Tag, wo höchstens 240 kWh glaubhaft sind.',
    ],
    ['balance', { observed: -3, expected: 2, lower: 0 }, 'Die Teile übersteigen das Ganze um 3 kWh.'],
    ['step', { observed: 50, expected: 100 }, 'Etwa 50 % weniger als davor: 50 kWh statt 100 kWh in gleicher Zeit.'],
  ])('%s is told of its numbers', (type, facts, sentence) => {
    expect(told(type, facts)).toBe(sentence);
  });

  test('is told in the recorded words where its numbers are missing, or its type is a new one', () => {
    expect(told('spike', {})).toBe('In English.');
    expect(told('something_new', { observed: 1, expected: 2 })).toBe('In English.');
  });

  test('has a name for every type, in both languages', () => {
    expect(Object.keys(text.anomalies.types).sort()).toEqual(Object.keys(wordsOf('en').text.anomalies.types).sort());
  });
});

describe('a tick in German', () => {
  const tick: TickView = {
    id: 1,
    schedule: 'analytics',
    due: 0,
    firstDue: 0,
    decision: 'run',
    sentence: 'Started when it was due.',
    reason: {},
    decidedAt: 0,
    run: null,
    status: 'success',
    outcome: 'There was nothing to make.',
    cameTo: { made: 0, failed: 0, seconds: 0.1, faults: [] },
    finishedAt: 1,
  };
  const decided = (part: Partial<TickView>) => text.schedules.decided({ ...tick, ...part }, (at) => `um ${at}`);

  test.each([
    [{}, 'Pünktlich begonnen.'],
    [
      { decision: 'catch-up', reason: { away: 'not-running', startedAt: 5 } },
      'Nachgeholt: um 5. Der Dienst lief nicht, als es fällig war.',
    ],
    [
      { decision: 'missed', reason: { away: 'asleep', madeUpBy: 7 } },
      'Versäumt. Der Rechner schlief, oder seine Uhr wurde vorgestellt. Der Termin um 7 holt es nach.',
    ],
    [{ decision: 'overlap', reason: { working: 3 } }, 'Ausgelassen: Der Termin um 3 war noch in Arbeit.'],
    [
      { decision: 'off', reason: { switched: { at: 2, by: 'anna', on: false } } },
      'Ausgelassen: Der Zeitplan ist aus, seit anna ihn ausschaltete (um 2).',
    ],
    [{ reason: null }, 'Started when it was due.'],
  ] as const)('is told of its reason: %j', (part, sentence) => {
    expect(decided(part)).toBe(sentence);
  });

  test('says what came of it, with what others answered in their words', () => {
    expect(text.schedules.cameTo(tick)).toBe('Es gab nichts zu bilden.');
    const cameTo = { made: 1_200, failed: 1, seconds: 2.34, faults: ['Tibber is out of reach.'] };
    expect(text.schedules.cameTo({ ...tick, run: 4, cameTo })).toBe(
      '1.200 Partitionen gebildet, 1 fehlgeschlagen, in 2,3 s. Tibber is out of reach.',
    );
    expect(text.schedules.cameTo({ ...tick, cameTo: null })).toBe('There was nothing to make.');
  });
});

test.each(['token', 'unreachable', 'limited', 'refused', 'unexpected'] as const)(
  'a fault of Tibber (%s) is told in German, with its details as they came',
  (fault) => {
    const { message } = new TibberError(fault, 'HTTP 503 after 3 tries');
    const german = tibberFault(`readings/haupt_strom: ${message}`);
    expect(german).toMatch(/^readings\/haupt_strom: Tibber .*: HTTP 503 after 3 tries$/);
    expect(german).not.toContain(message);
  },
);
