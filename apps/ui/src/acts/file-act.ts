'use server';

import { fileCommand, openCommandDatabase } from '@meterworks/runtime/commands';
import { DatabaseError } from '@meterworks/runtime/read';
import { headers } from 'next/headers';
import { isReadOnly, publicOrigins, uiSettings } from '../data/settings.ts';
import { type Act, parseAct } from './parse-act.ts';
import { originFault } from './same-origin.ts';

/** What became of the wish: a command that can be followed by its number, or why there is none. */
export type Filed =
  | { readonly kind: 'filed'; readonly command: number }
  | { readonly kind: 'refused'; readonly message: string };

/** Asks for something to be done. The daemon does it; `useAct` follows it. */
export async function fileAct(act: Act): Promise<Filed> {
  if (isReadOnly()) return refused('These pages only show: they were started read-only.');
  const fault = originFault('POST', await headers(), publicOrigins());
  if (fault !== undefined) return refused(`Refused: ${fault}.`);
  // An action can be called by anything that speaks HTTP: the type says nothing about what arrives.
  const parsed = parseAct(act);
  if (parsed === undefined) return refused('These pages do not know what was asked for; load them anew.');
  try {
    const connection = await openCommandDatabase(uiSettings().stateDatabase);
    try {
      return { kind: 'filed', command: await fileCommand(connection, { ...parsed, actor: 'ui' }) };
    } finally {
      connection.close();
    }
  } catch (error) {
    if (error instanceof DatabaseError) return refused(`It could not be asked for: ${error.message}.`);
    throw error;
  }
}

function refused(message: string): Filed {
  return { kind: 'refused', message };
}
