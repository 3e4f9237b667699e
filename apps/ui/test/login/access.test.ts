import { describe, expect, test } from 'vitest';
import { type AccessRequest, decideAccess, safeNext } from '../../src/login/access.ts';
import { bindingFault } from '../../src/login/binding.ts';
import { contentPolicy } from '../../src/login/content-policy.ts';
import { passwordFault, passwordHash } from '../../src/login/password.ts';
import { signSession } from '../../src/login/session.ts';

const now = 5_000;
const request = (part: Partial<Omit<AccessRequest, 'headers'>> & { headers?: Record<string, string> } = {}) => {
  const { headers = {}, ...rest } = part;
  const all = new Headers({ host: 'localhost:4200', ...headers });
  return { method: 'GET', path: '/runs?status=failed', session: undefined, ...rest, headers: all };
};

describe('without a password', () => {
  const settings = { passwordHash: undefined, origins: ['https://home.example'] };

  test('this machine sees everything, by each of its own names', () => {
    for (const host of ['localhost:4200', '127.0.0.1:4200', '127.8.8.8', '[::1]:4200', 'home.example'])
      expect(decideAccess(request({ headers: { host } }), settings, now).kind).toBe('pass');
  });

  test('a name that somebody points here sees nothing', () => {
    for (const host of ['evil.example', '127.0.0.1.evil.example', '192.168.1.4:4200', '', 'local host'])
      expect(decideAccess(request({ headers: { host } }), settings, now)).toMatchObject({
        kind: 'refuse',
        status: 403,
      });
  });
});

describe('with a password', () => {
  const settings = { passwordHash: 'hash', origins: [] };

  test('who is not signed in is asked for it, and comes back to the page', () => {
    expect(decideAccess(request(), settings, now)).toEqual({ kind: 'login', next: '/runs?status=failed' });
  });

  test('a program is told so, and nothing is changed', () => {
    expect(decideAccess(request({ path: '/api/events' }), settings, now)).toMatchObject({
      kind: 'refuse',
      status: 401,
    });
    const post = request({ method: 'POST', headers: { origin: 'http://localhost:4200' } });
    expect(decideAccess(post, settings, now)).toMatchObject({ kind: 'refuse', status: 401 });
  });

  test('who is signed in sees everything, until it runs out', () => {
    const session = signSession(now + 1, 'hash');
    expect(decideAccess(request({ session }), settings, now).kind).toBe('pass');
    expect(decideAccess(request({ session }), settings, now + 1).kind).toBe('login');
  });

  test('a request of another site is refused, signed in or not', () => {
    const session = signSession(now + 1, 'hash');
    const forged = request({ method: 'POST', session, headers: { origin: 'http://evil.example' } });
    expect(decideAccess(forged, settings, now)).toMatchObject({ kind: 'refuse', status: 403 });
  });
});

test('after the login one stays on these pages', () => {
  for (const text of [
    null,
    '',
    'runs',
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/',
    '/\t/evil.example',
  ])
    expect(safeNext(text)).toBe('/');
  expect(safeNext('/assets/physical/gas?partition=2024-11-27')).toBe('/assets/physical/gas?partition=2024-11-27');
});

test('without a password the server starts on loopback only', () => {
  const fault = (words: string[], environment = {}) => bindingFault(['start', ...words], environment, false);
  expect(fault(['-H', '127.0.0.1', '-p', '4200'])).toBeUndefined();
  expect(fault(['--hostname', '::1'])).toBeUndefined();
  expect(fault(['-H', '0.0.0.0'])).toContain('would listen on 0.0.0.0');
  expect(fault([])).toContain('every address');
  expect(fault(['-H', '0.0.0.0'], { METERWORKS_UI_PUBLISHED: 'loopback' })).toBeUndefined();
  expect(bindingFault(['start', '-H', '0.0.0.0'], {}, true)).toBeUndefined();
});

test('a password in the place of its hash is told of', () => {
  expect(passwordFault({ UI_PASSWORD_HASH: 'secret' })).toContain('no hash');
  expect(passwordFault({ UI_PASSWORD_HASH: '' })).toBeUndefined();
  expect(passwordHash({ UI_PASSWORD_HASH: ' ' })).toBeUndefined();
});

test('scripts and style elements need the nonce', () => {
  const policy = contentPolicy('abc');
  expect(policy).toContain("script-src 'self' 'nonce-abc' 'strict-dynamic';");
  expect(policy).toContain("style-src-elem 'self' 'nonce-abc';");
  expect(policy).not.toContain('unsafe-eval');
});
