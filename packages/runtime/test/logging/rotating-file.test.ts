import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openRotatingFile } from '../../src/logging/rotating-file.ts';
import { temporaryFolder } from '../temporary-folder.ts';

test('the newest texts are kept, in order, in files that are no larger than they may be', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: 'grapheme', maxLength: 30 }), { minLength: 1, maxLength: 60 }),
      fc.integer({ min: 0, max: 3 }),
      (texts, backups) => {
        const folder = join(temporaryFolder(), 'logs');
        const path = join(folder, 'house.log');
        const maxBytes = 200;
        for (const text of texts) {
          // Opened anew each time, as after restarts.
          const log = openRotatingFile(path, { maxBytes, backups });
          log.write(`${text}\n`);
          log.close();
        }
        const names = readdirSync(folder);
        expect(names.length).toBeLessThanOrEqual(backups + 1);
        const files = names.sort().map((name) => readFileSync(join(folder, name)));
        for (const bytes of files) expect(bytes.length).toBeLessThanOrEqual(maxBytes);
        const kept = Buffer.concat(files.toReversed()).toString();
        expect(`${texts.join('\n')}\n`.endsWith(kept)).toBe(true);
      },
    ),
    { numRuns: 40 },
  );
});

test('a file that cannot be written is told of once, and written again when it can', () => {
  const folder = temporaryFolder();
  const path = join(folder, 'house.log');
  const faults: string[] = [];
  const log = openRotatingFile(path, { maxBytes: 10, backups: 1, failed: ({ message }) => faults.push(message) });
  log.write('12345678\n');
  // A folder that is not empty stands where the full file is to go.
  mkdirSync(`${path}.1`);
  writeFileSync(`${path}.1/there`, '');
  log.write('lost\n');
  log.write('lost\n');
  expect(faults).toHaveLength(1);
  rmSync(`${path}.1`, { recursive: true });
  log.write('kept\n');
  expect(readFileSync(path, 'utf8')).toBe('kept\n');
  log.close();
});
