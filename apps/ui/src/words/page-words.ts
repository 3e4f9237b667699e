import { cookies, headers } from 'next/headers';
import { cache } from 'react';
import { chooseLanguage, languageCookie } from './language.ts';
import { type Words, wordsOf } from './words.ts';

/** The words of whoever asks for the page. For what runs on the server. */
export const pageWords = cache(async (): Promise<Words> => {
  const [chosen, asked] = await Promise.all([cookies(), headers()]);
  return wordsOf(chooseLanguage(chosen.get(languageCookie)?.value, asked.get('accept-language')));
});
