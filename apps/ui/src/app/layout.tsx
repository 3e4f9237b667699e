import './globals.css';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { LiveEvents } from '../live/live-events.tsx';
import { passwordHash } from '../login/password.ts';
import { places } from '../search/pages.ts';
import { SearchDialog } from '../search/search-dialog.tsx';
import { parseTheme, themeCookie } from '../theme/theme.ts';
import { ThemeSwitch } from '../theme/theme-switch.tsx';
import { LanguageSwitch } from '../words/language-switch.tsx';
import { pageWords } from '../words/page-words.ts';
import { WordsProvider } from '../words/use-words.tsx';
import { BeyondLogin } from './beyond-login.tsx';
import { NavLink } from './nav-link.tsx';

export const metadata: Metadata = { title: { default: 'Meterworks', template: '%s · Meterworks' } };
export const viewport: Viewport = { width: 'device-width', initialScale: 1 };
export const dynamic = 'force-dynamic';

export default async function Layout({ children }: { readonly children: ReactNode }) {
  const { language, text } = await pageWords();
  const theme = parseTheme((await cookies()).get(themeCookie)?.value);
  return (
    <html lang={language} {...(theme === 'system' ? {} : { 'data-theme': theme })}>
      <body>
        <WordsProvider language={language}>
          <BeyondLogin>
            <header className="sticky top-0 z-30 border-b border-line bg-surface">
              <div className="flex flex-wrap items-center gap-2 px-3 pt-1.5 sm:h-12 sm:flex-nowrap sm:gap-4 sm:px-6 sm:pt-0">
                <Link
                  href="/"
                  className="mr-auto flex items-center gap-2 font-semibold tracking-tight sm:mr-1"
                  aria-label="Meterworks"
                >
                  <svg
                    aria-hidden="true"
                    viewBox="0 0 20 20"
                    className="size-5 text-accent"
                    fill="none"
                    stroke="currentColor"
                  >
                    <path d="M3.2 14.5a7.8 7.8 0 1 1 13.6 0" strokeWidth="2" strokeLinecap="round" />
                    <path d="m10 11.5 3.4-4" strokeWidth="2" strokeLinecap="round" />
                    <circle cx="10" cy="11.8" r="1.4" fill="currentColor" stroke="none" />
                  </svg>
                  <span>Meterworks</span>
                </Link>
                <nav
                  aria-label={text.shell.navigation}
                  className="order-last -mx-1 flex w-full min-w-0 gap-0.5 overflow-x-auto pb-1 sm:order-none sm:mx-0 sm:w-auto sm:flex-1 sm:pb-0"
                >
                  {places.map(({ href, name }) => (
                    <NavLink key={href} href={href} label={text.shell[name]} />
                  ))}
                </nav>
                <SearchDialog />
                <LiveEvents />
                {passwordHash() !== undefined && (
                  <form method="post" action="/api/logout">
                    <button
                      type="submit"
                      className="cursor-pointer rounded-md px-2 py-1 text-[12px] text-soft hover:bg-sunken hover:text-ink"
                    >
                      {text.login.leave}
                    </button>
                  </form>
                )}
                <LanguageSwitch />
                <ThemeSwitch initial={theme} />
              </div>
            </header>
          </BeyondLogin>
          {children}
        </WordsProvider>
      </body>
    </html>
  );
}
