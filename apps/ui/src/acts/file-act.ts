'use server';

import { fileCommand, openCommandDatabase } from '@meterworks/runtime/commands';
import { DatabaseError } from '@meterworks/runtime/read';
import { headers } from 'next/headers';
import { isReadOnly, publicOrigins, uiSettings } from '../data/settings.ts';
import { pageWords } from '../words/page-words.ts';
import { type Act, parseAct } from './parse-act.ts';
import { originFault } from './same-origin.ts';

/** What became of the wish: a command that can be followed by its number, or why there is none. */
export type Filed =
  | { readonly kind: 'filed'; readonly command: number }
  | { readonly kind: 'refused'; readonly message: string };

/** Asks for something to be done. The daemon does it; `useAct` follows it. */
export async function fileAct(act: Act): Promise<Filed> {
  const { acts: text } = (await pageWords()).text;
  if (isReadOnly()) return refused(text.readOnly);
  if (originFault('POST', await headers(), publicOrigins()) !== undefined) return refused(text.refusedOrigin);
  // An action can be called by anything that speaks HTTP: the type says nothing about what arrives.
  const parsed = parseAct(act);
  if (parsed === undefined) return refused(text.notUnderstood);
  try {
    const connection = await openCommandDatabase(uiSettings().stateDatabase);
    try {
      return { kind: 'filed', command: await fileCommand(connection, { ...parsed, actor: 'ui' }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) return refused(text.databaseFault(error.message));
    throw error;
  }
}

function refused(message: string): Filed {
  return { kind: 'refused', message };
}
