import { expect, test } from 'vitest';
import { createLoginLimit } from '../../src/login/login-limit.ts';
import { isSessionValid, signSession } from '../../src/login/session.ts';

test('a session holds until its end, and not a millisecond longer', () => {
  const cookie = signSession(1_000, 'hash');
  expect(isSessionValid(cookie, 'hash', 999)).toBe(true);
  expect(isSessionValid(cookie, 'hash', 1_000)).toBe(false);
});

test('a session is of the password it was made with, and cannot be lengthened', () => {
  const cookie = signSession(1_000, 'hash');
  expect(isSessionValid(cookie, 'another hash', 1)).toBe(false);
  expect(isSessionValid(cookie.replace('1000', '9000'), 'hash', 1)).toBe(false);
  for (const nonsense of [undefined, '', '.', '9000.', `9000.${'A'.repeat(43)}`, cookie.slice(0, -1), `${cookie}A`])
    expect(isSessionValid(nonsense, 'hash', 1)).toBe(false);
});

test('after five wrong passwords an address waits, others do not', () => {
  const limit = createLoginLimit();
  for (let at = 0; at < 5; at++) {
    expect(limit.waitMs('a', at)).toBe(0);
    limit.failed('a', at);
  }
  expect(limit.waitMs('a', 10)).toBe(60_000 - 10);
  expect(limit.waitMs('b', 10)).toBe(0);
  expect(limit.waitMs('a', 60_000)).toBe(0);
  for (let n = 0; n < 5; n++) limit.failed('a', 70_000);
  limit.succeeded('a');
  expect(limit.waitMs('a', 70_000)).toBe(0);
});

test('fifty wrong passwords from wherever make everybody wait', () => {
  const limit = createLoginLimit();
  for (let n = 0; n < 50; n++) limit.failed(`address ${n}`, 100);
  expect(limit.waitMs('another', 200)).toBe(59_900);
  expect(limit.waitMs('another', 60_100)).toBe(0);
});
