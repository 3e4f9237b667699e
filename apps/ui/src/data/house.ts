import { DatabaseError, DatabaseUpgradingError, openReadSide, type ReadSide } from '@meterworks/runtime/read';
import { uiSettings } from './settings.ts';

/** Why there is nothing to show. */
export type Unavailable =
  | { readonly kind: 'absent' }
  | { readonly kind: 'upgrading'; readonly found: number; readonly known: number }
  | { readonly kind: 'unreachable'; readonly message: string };

export type Answer<T> = { readonly kind: 'ready'; readonly value: T } | Unavailable;

// One read side a process: the bundler may load this module several times.
const shared = globalThis as { meterworksReadSide?: ReadSide };

/** The databases of the house. */
export function readSide(): ReadSide {
  shared.meterworksReadSide ??= openReadSide(uiSettings());
  return shared.meterworksReadSide;
}

/** Answers a question to the databases, or says why it cannot be answered now. */
export async function ask<T>(question: (read: ReadSide) => Promise<T>): Promise<Answer<T>> {
  try {
    const read = readSide();
    const state = await read.schemaState();
    if (state.kind !== 'current') return state;
    return { kind: 'ready', value: await question(read) };
  } catch (error) {
    if (error instanceof DatabaseUpgradingError) return { kind: 'upgrading', found: error.found, known: error.known };
    if (error instanceof DatabaseError) return { kind: 'unreachable', message: error.message };
    throw error;
  }
}
