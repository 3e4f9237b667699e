import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { methods } from '../../src/values/day-value.ts';
import { qualities } from '../../src/values/quality.ts';
import { qualityCodes } from '../../src/values/quality-codes.ts';

const page = readFileSync(new URL('../../../../docs/quality-codes.md', import.meta.url), 'utf8');

/** Quality, method and the three codes of each row; a dash is none. */
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| `'))
  .map((line) =>
    line
      .split('|')
      .slice(1, 6)
      .map((cell) => cell.trim().replaceAll('`', '').replace('–', '')),
  );

it('docs/quality-codes.md says of every quality and method what the code says', () => {
  for (const [quality, method, nem12, bo4e, mscons] of rows) {
    const found = qualities.find((one) => one === quality);
    const by = methods.find((one) => one === method);
    if (found === undefined || by === undefined) throw new Error(`${quality} ${method} is none of ours`);
    const codes = qualityCodes({ quality: found, method: by });
    expect([codes.nem12, codes.bo4e, codes.mscons ?? '']).toEqual([nem12, bo4e, mscons]);
  }
  const estimated = rows.filter(([quality]) => quality === 'estimated');
  expect(new Set(estimated.map(([, method]) => method))).toEqual(new Set(methods));
});
