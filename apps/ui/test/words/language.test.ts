import { describe, expect, test } from 'vitest';
import { formatsOf } from '../../src/words/formats.ts';
import { chooseLanguage } from '../../src/words/language.ts';
import { wordsOf } from '../../src/words/words.ts';

describe('the language of a page', () => {
  test('is the chosen one, whatever the browser asks for', () => {
    expect(chooseLanguage('de', 'en-GB,en')).toBe('de');
  });

  test('is else the one that the browser wants most and there is', () => {
    expect(chooseLanguage(undefined, 'fr-FR,fr;q=0.9,en;q=0.5,de-AT;q=0.7')).toBe('de');
    expect(chooseLanguage(undefined, 'de;q=0, en;q=0.1')).toBe('en');
  });

  test('is English where nothing fits', () => {
    expect(chooseLanguage('tlh', null)).toBe('en');
    expect(chooseLanguage(undefined, 'fr')).toBe('en');
    expect(chooseLanguage(undefined, ';;q=,,=')).toBe('en');
  });
});

describe('the texts of the languages', () => {
  // The compiler sees that none is missing; not that one was left as it is in English.
  const shared = new Set(['Status', 'Asset', 'Assets', 'Partition', 'live']);

  function lines(texts: unknown, path = ''): [path: string, line: string][] {
    if (typeof texts === 'string') return [[path, texts]];
    if (texts === null || typeof texts !== 'object') return [];
    return Object.entries(texts).flatMap(([name, text]) => lines(text, path === '' ? name : `${path}.${name}`));
  }

  test('none is empty or left in English', () => {
    const english = new Map(lines(wordsOf('en').text));
    const german = lines(wordsOf('de').text);
    expect(german.map(([path]) => path)).toEqual([...english.keys()]);
    const untranslated = german.filter(
      ([path, line]) => line.trim() === '' || (line === english.get(path) && !shared.has(line)),
    );
    expect(untranslated).toEqual([]);
  });

  test('numbers inside them are written in their language', () => {
    expect(wordsOf('en').text.status.partitions(1_234)).toBe('1,234 partitions');
    expect(wordsOf('de').text.status.partitions(1_234)).toBe('1.234 Partitionen');
    expect(formatsOf('de').months[2]).toMatch(/^Mär/);
  });
});
