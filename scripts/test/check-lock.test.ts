import { expect, it } from 'vitest';
import { lockProblems } from '../check-lock.js';

it('accepts a lock that holds every optional package, at the root or nested', () => {
  const packages = {
    '': {},
    'node_modules/tool': { optionalDependencies: { 'tool-linux': '1.0.0', 'tool-mac': '1.0.0' } },
    'node_modules/tool-linux': {},
    'node_modules/tool/node_modules/tool-mac': {},
  };
  expect(lockProblems({ packages })).toEqual([]);
});

it('finds an optional package that only a sibling holds', () => {
  const packages = {
    'node_modules/tool': { optionalDependencies: { 'tool-mac': '1.0.0' } },
    'node_modules/other/node_modules/tool-mac': {},
  };
  expect(lockProblems({ packages })).toEqual([expect.stringContaining('tool-mac@1.0.0')]);
});

it('finds that npm dropped gypfile from the SQLite entry', () => {
  expect(lockProblems({ packages: { 'node_modules/better-sqlite3': {} } })).toHaveLength(1);
  expect(lockProblems({ packages: { 'node_modules/better-sqlite3': { gypfile: false } } })).toEqual([]);
});
