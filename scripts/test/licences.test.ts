import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

interface LockedPackage {
  readonly license?: string;
  readonly dev?: boolean;
  readonly link?: boolean;
}

const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
  readonly packages: Readonly<Record<string, LockedPackage>>;
};

/** Licences under which a package may be shipped beside Apache-2.0 code. LGPL stands for libraries that are loaded, not built in. */
const allowed = [
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'CC-BY-4.0',
  'CC0-1.0',
  'ISC',
  'LGPL-3.0-or-later',
  'MIT',
  'MIT-0',
  'MIT-CMU',
  'Python-2.0',
  'Unlicense',
]; // prettier-ignore

const isAllowed = (text: string): boolean =>
  text.split(' OR ').some((choice) =>
    choice
      .replaceAll(/[()]/g, '')
      .split(' AND ')
      .every((one) => allowed.includes(one.trim())),
  );

test('every package that is shipped has a licence that goes with ours', () => {
  const shipped = Object.entries(packages).filter(
    ([path, { dev, link }]) => path.includes('node_modules/') && dev !== true && link !== true,
  );
  expect(shipped.length).toBeGreaterThan(50);
  expect(
    shipped
      .filter(([, { license = 'none' }]) => !isAllowed(license))
      .map(([path, { license }]) => `${path}: ${license}`),
  ).toEqual([]);
});

test('an expression of licences is read as it is meant', () => {
  expect(['MIT', '(MIT OR GPL-3.0-only)', 'Apache-2.0 AND MIT'].map(isAllowed)).toEqual([true, true, true]);
  expect(['GPL-3.0-only', 'MIT AND GPL-3.0-only', 'none'].map(isAllowed)).toEqual([false, false, false]);
});
