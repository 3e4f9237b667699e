export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

export const languageCookie = 'meterworks-language';

/** How dates and numbers are written in a language. */
export const locales: Readonly<Record<Language, string>> = { en: 'en-GB', de: 'de-DE' };

/** What divides the whole from the decimals. */
export const decimalMarks: Readonly<Record<Language, '.' | ','>> = { en: '.', de: ',' };

/** What each language calls itself. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The chosen language; where none was chosen the first one that the browser asks for and there is, else English. */
export function chooseLanguage(cookie: string | undefined, acceptLanguage: string | null): Language {
  const chosen = languages.find((language) => language === cookie);
  if (chosen !== undefined) return chosen;
  const wishes = (acceptLanguage ?? '').split(',').map((wish) => {
    const [tag = '', ...parameters] = wish.split(';').map((part) => part.trim());
    const quality = parameters.find((parameter) => parameter.startsWith('q='));
    return { language: tag.toLowerCase().split('-')[0], quality: quality === undefined ? 1 : Number(quality.slice(2)) };
  });
  // Sorting is stable: of equal wishes the first one counts.
  for (const { language, quality } of wishes.toSorted((a, b) => b.quality - a.quality)) {
    const found = languages.find((one) => one === language);
    if (found !== undefined && quality > 0) return found;
  }
  return 'en';
}
