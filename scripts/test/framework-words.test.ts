import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Words of the domain that the framework serves today, as parts of names and in comments; `parameter` and `Meterworks` are none. */
const domainWords = [
  /(?<![a-z])meters?(?!works)/i,
  /(?<![a-z])[kM]?Wh(?![a-z])/,
  /m³|cubic/i,
  /\breadings\b|\b(?:a|an|one|the|last|first|late|new|enter)[ -]readings?\b(?! (?:side|connection))/i,
  /\bregisters?\b/i,
  /\b(?:gas|water|heat|heating|electricity|strom|tibber|home ?assistant)\b/i,
  /\bconsumption\b/i,
];

function domainWordsIn(line: string): string[] {
  // How prom-client calls where a metric belongs.
  const own = line.replaceAll('registers: [registry]', '');
  return domainWords.flatMap((word) => word.exec(own)?.[0] ?? []);
}

describe('the framework', () => {
  it.each(['packages/assets/src', 'packages/runtime/src'])('has no word of meters in %s', (folder) => {
    const found = globSync('**/*.ts', { cwd: join(root, folder) }).flatMap((file) =>
      readFileSync(join(root, folder, file), 'utf8')
        .split('\n')
        .flatMap((line, i) => domainWordsIn(line).map((word) => `${folder}/${file}:${i + 1} ${word}: ${line.trim()}`)),
    );
    expect(found).toEqual([]);
  });

  it.each([
    'const meterId = 1;',
    'heat_meter',
    'total kWh',
    'three readings of it',
    'enter-reading',
    'the last register',
  ])('would notice "%s"', (line) => expect(domainWordsIn(line)).not.toEqual([]));

  it.each(["from '@meterworks/assets';", 'a parameter', 'the reading side', 'for reading that', 'while reading it'])(
    'has nothing against "%s"',
    (line) => expect(domainWordsIn(line)).toEqual([]),
  );
});
