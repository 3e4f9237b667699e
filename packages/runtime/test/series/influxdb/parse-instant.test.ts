import fc from 'fast-check';
import { expect, it } from 'vitest';
import { openInstantReader } from '../../../src/series/influxdb/parse-instant.ts';
import { parseRetryAfter } from '../../../src/series/influxdb/retry.ts';

it('reads the times of one answer as Date does, finer digits cut off', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.tuple(
          fc.date({ min: new Date('1678-01-01'), max: new Date('2261-01-01'), noInvalidDate: true }),
          fc.nat(999_999),
        ),
      ),
      (dates) => {
        const read = openInstantReader();
        for (const [date, nanoseconds] of dates) {
          const text = date.toISOString();
          expect(read(text)).toBe(date.getTime());
          expect(read(text.replace('Z', `${String(nanoseconds).padStart(6, '0')}Z`))).toBe(date.getTime());
          expect(read(text.replace(/\.\d+/, ''))).toBe(Math.floor(date.getTime() / 1000) * 1000);
        }
      },
    ),
  );
});

it.each(['', 'today', '2024-01-01', '2024-01-01Tab:00:00Z'])('refuses %j, which is no time', (text) => {
  expect(() => openInstantReader()(text)).toThrow(RangeError);
});

it('waits as Retry-After says, in seconds or until a date', () => {
  const now = Date.UTC(2024, 0, 1);
  expect(parseRetryAfter('7', now)).toBe(7000);
  expect(parseRetryAfter('Mon, 01 Jan 2024 00:00:30 GMT', now)).toBe(30_000);
  expect(parseRetryAfter('Sun, 31 Dec 2023 00:00:30 GMT', now)).toBe(0);
  expect([parseRetryAfter('soon', now), parseRetryAfter(undefined, now)]).toEqual([0, 0]);
});
