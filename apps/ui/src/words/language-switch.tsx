'use client';

import { useRouter } from 'next/navigation';
import { languageCookie, languageNames, languages } from './language.ts';
import { useWords } from './use-words.tsx';

const year = 31_536_000;

/** Goes to the next language. The choice is a cookie, so that the server speaks it. */
export function LanguageSwitch() {
  const router = useRouter();
  const { language, text } = useWords();
  const change = () => {
    const next = languages[(languages.indexOf(language) + 1) % languages.length] ?? 'en';
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is not everywhere yet
    document.cookie = `${languageCookie}=${next}; path=/; max-age=${year}; samesite=lax`;
    router.refresh();
  };
  const title = text.shell.languageIs(languageNames[language]);
  return (
    <button
      type="button"
      onClick={change}
      title={title}
      className="grid size-8 cursor-pointer place-items-center rounded-md text-[12px] font-medium text-soft uppercase hover:bg-sunken hover:text-ink"
    >
      {language}
      <span className="sr-only">: {title}</span>
    </button>
  );
}
