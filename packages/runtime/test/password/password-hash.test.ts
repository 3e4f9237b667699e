import { expect, test } from 'vitest';
import { hashPassword, isPasswordHash, verifyPassword } from '../../src/password/index.ts';

test('a hash is of its password and of no other', async () => {
  const hash = await hashPassword('grüne Wiese');
  expect(await verifyPassword('grüne Wiese', hash)).toBe(true);
  expect(await verifyPassword('grüne Wiese'.normalize('NFD'), hash)).toBe(true);
  expect(await verifyPassword('grüne wiese', hash)).toBe(false);
  expect(await verifyPassword('', hash)).toBe(false);
});

test('two hashes of one password differ', async () => {
  const [first, second] = await Promise.all([hashPassword('one'), hashPassword('one')]);
  expect(first).not.toBe(second);
  expect(isPasswordHash(first)).toBe(true);
});

test('what is no hash, or asks for too much, lets nobody in', async () => {
  const salt = 'A'.repeat(22);
  for (const text of [
    '',
    'secret',
    `scrypt:65535:8:1:${salt}:${salt}`,
    `scrypt:1048576:8:1:${salt}:${salt}`,
    `scrypt:65536:0:1:${salt}:${salt}`,
  ]) {
    expect(isPasswordHash(text)).toBe(false);
    expect(await verifyPassword(text, text)).toBe(false);
  }
});
