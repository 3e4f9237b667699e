import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fits, privateVersion, range } from '../node-version.js';

it.each(['22.18.0', 'v22.20.1', '24.11.0', '26.0.0', '27.1.0'])('Node %s runs Meterworks', (version) => {
  expect(fits(version)).toBe(true);
});

it.each(['18.20.0', '20.20.2', '22.17.1', '23.11.0', '24.10.0', '25.2.0', 'nonsense'])(
  'Node %s does not',
  (version) => {
    expect(fits(version)).toBe(false);
  },
);

it('the private Node fits, and the range is the one that package.json tells', () => {
  expect(fits(privateVersion)).toBe(true);
  const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  expect(manifest.engines.node).toBe(range);
});
