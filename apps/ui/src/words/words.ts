import { english } from './english/english.ts';
import { type Formats, formatsOf } from './formats.ts';
import { german } from './german/german.ts';
import type { Language } from './language.ts';
import type { Texts } from './texts.ts';

/**
 * What a page is written with: texts, and the way to write numbers and times. Pages get it by `await pageWords()` and hand it on;
 * islands in the browser take it by `useWords()`.
 */
export interface Words {
  readonly language: Language;
  readonly text: Texts;
  readonly format: Formats;
}

const catalogues: Readonly<Record<Language, (format: Formats) => Texts>> = { en: english, de: german };
const made = new Map<Language, Words>();

export function wordsOf(language: Language): Words {
  const format = formatsOf(language);
  const words = made.get(language) ?? { language, format, text: catalogues[language](format) };
  made.set(language, words);
  return words;
}
