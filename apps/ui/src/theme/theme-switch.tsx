'use client';

import { useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import { nextTheme, type Theme, themeCookie } from './theme.ts';

const year = 31_536_000;
const icons: Readonly<Record<Theme, string>> = {
  system: 'M8 1.5a6.5 6.5 0 1 0 0 13zM8 1.5a6.5 6.5 0 0 1 0 13',
  light:
    'M8 4.8a3.2 3.2 0 1 0 0 6.4 3.2 3.2 0 0 0 0-6.4M8 .8v1.6M8 13.6v1.6M.8 8h1.6M13.6 8h1.6M2.9 2.9l1.1 1.1M12 12l1.1 1.1M2.9 13.1 4 12M12 4l1.1-1.1',
  dark: 'M13.5 9.6A5.8 5.8 0 0 1 6.4 2.5a5.8 5.8 0 1 0 7.1 7.1Z',
};

/** Goes round system, light, dark. The choice is a cookie, so that the server renders the right one at once. */
export function ThemeSwitch({ initial }: { readonly initial: Theme }) {
  const { text } = useWords();
  const [theme, setTheme] = useState(initial);
  const name = text.shell.themes[theme];
  const change = () => {
    const next = nextTheme(theme);
    setTheme(next);
    if (next === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = next;
    // biome-ignore lint/suspicious/noDocumentCookie: the cookie store API is not everywhere yet
    document.cookie = `${themeCookie}=${next}; path=/; max-age=${year}; samesite=lax`;
    // Canvases are painted with the colours of the moment.
    window.dispatchEvent(new Event('themechange'));
  };
  return (
    <button
      type="button"
      onClick={change}
      title={text.shell.theme(name)}
      aria-label={text.shell.changeTheme(name)}
      className="grid size-8 cursor-pointer place-items-center rounded-md text-soft hover:bg-sunken hover:text-ink"
    >
      <svg
        aria-hidden="true"
        viewBox="0 0 16 16"
        className="size-4"
        fill="none"
        stroke="currentColor"
        strokeWidth="1.3"
      >
        <path d={icons[theme]} strokeLinecap="round" strokeLinejoin="round" />
        {theme === 'system' && <path d="M8 1.5a6.5 6.5 0 0 1 0 13z" fill="currentColor" stroke="none" />}
      </svg>
    </button>
  );
}
