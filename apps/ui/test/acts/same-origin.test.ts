import { expect, test } from 'vitest';
import { originFault } from '../../src/acts/same-origin.ts';

const from = (headers: Record<string, string>) => new Headers(headers);

test('a page served here may act, under whatever address it was asked for', () => {
  expect(originFault('POST', from({ origin: 'http://localhost:4200', host: 'localhost:4200' }))).toBeUndefined();
  expect(originFault('POST', from({ origin: 'http://[::1]:4200', host: '[::1]:4200' }))).toBeUndefined();
  expect(originFault('POST', from({ origin: 'https://m.example', host: 'm.example' }))).toBeUndefined();
});

test('a page served elsewhere may not, nor one that does not say where from', () => {
  const host = 'localhost:4200';
  for (const origin of ['http://evil.example', 'http://localhost:4201', 'http://localhost', 'null', 'nonsense', '']) {
    expect(originFault('POST', from({ origin, host }))).toBe(`it comes from ${origin}`);
  }
  expect(originFault('POST', from({ host }))).toBe('the request does not say from which page it comes');
});

test('behind a proxy the address is the one that it passes on, or the one it is known to publish', () => {
  const headers = { origin: 'https://home.example', host: 'ui:4200' };
  expect(originFault('POST', from(headers))).toBe('it comes from https://home.example');
  expect(originFault('POST', from({ ...headers, 'x-forwarded-host': 'home.example' }))).toBeUndefined();
  expect(originFault('DELETE', from(headers), ['https://home.example'])).toBeUndefined();
});

test('looking needs no origin', () => {
  expect(originFault('GET', from({}))).toBeUndefined();
  expect(originFault('HEAD', from({ origin: 'http://evil.example', host: 'localhost' }))).toBeUndefined();
});
