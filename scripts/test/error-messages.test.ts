import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { errorMessages } from '../error-messages.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const page = readFileSync(join(root, 'docs/troubleshooting.md'), 'utf8');
const messages = errorMessages(root);

test('docs/troubleshooting.md has the remedy of every message', () => {
  expect(messages.filter(({ words }) => !page.includes(words))).toEqual([]);
});

test('messages are found where they are made: error classes, commands, beginnings to choose from', () => {
  const words = messages.map((message) => message.words);
  expect(words).toEqual(
    expect.arrayContaining([
      'cannot be restored',
      'Nothing was done: this cannot be undone. Add --yes to do it',
      'Tibber is out of reach',
      'is locked by another process',
    ]),
  );
});
