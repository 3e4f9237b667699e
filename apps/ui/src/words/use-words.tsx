'use client';

import { createContext, type ReactNode, useContext } from 'react';
import type { Language } from './language.ts';
import { type Words, wordsOf } from './words.ts';

const LanguageContext = createContext<Language>('en');

/** Says what language the islands below speak. */
export function WordsProvider(props: { readonly language: Language; readonly children: ReactNode }) {
  return <LanguageContext value={props.language}>{props.children}</LanguageContext>;
}

/** The words of an island in the browser. */
export function useWords(): Words {
  return wordsOf(useContext(LanguageContext));
}
