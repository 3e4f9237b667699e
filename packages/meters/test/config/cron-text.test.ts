import { describe, expect, test } from 'vitest';
import { cronFault } from '../../src/config/cron-text.ts';

describe('a cron expression', () => {
  test.each([
    '0 2 * * *',
    '*/15 6-22/2 1,15 JAN-MAR MON',
    '0 0 * * FRI-SUN',
    '0 0 * * 5-7',
    '0 0 L * 5#3',
    '@daily',
    '30 0 2 * * *',
  ])('may be %s', (text) => expect(cronFault(text)).toBeUndefined());

  test.each([
    ['0 22-6 * * *', 'hour', '22-6'],
    ['5/15 * * * *', 'minute', '5/15'],
    ['0 0 * NOV-FEB *', 'month', 'NOV-FEB'],
    ['0 0 * * SUN/2', 'weekday', 'SUN/2'],
    ['60 * * * *', 'minute', '60'],
  ])('cannot be %s, and says which field is wrong', (text, field, part) =>
    expect(cronFault(text)).toBe(`whose ${field} field cannot be "${part}"`),
  );
});
