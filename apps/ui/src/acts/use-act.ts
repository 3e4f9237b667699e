'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useWords } from '../words/use-words.tsx';
import type { CommandProgress } from './await-command.ts';
import { fileAct } from './file-act.ts';
import { followCommand } from './follow-command.ts';
import type { Act } from './parse-act.ts';

/** How far something asked for is. */
export type ActState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'filing' }
  /** Nobody has taken it up. */
  | { readonly kind: 'waiting' }
  /** `run` goes on for it; null until there is one. */
  | { readonly kind: 'working'; readonly run: number | null }
  | { readonly kind: 'refused' | 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly result: CommandProgress['result'] };

export function isBusy({ kind }: ActState): boolean {
  return kind === 'filing' || kind === 'waiting' || kind === 'working';
}

/**
 * Asks for something and follows it to its end. Leaving the page ends the following, not the work. `start` gives the last state,
 * undefined where something else was started or the page left meanwhile.
 */
export function useAct(): {
  readonly state: ActState;
  readonly start: (act: Act) => Promise<ActState | undefined>;
  readonly reset: () => void;
} {
  const { noAnswer } = useWords().text.acts;
  const [state, setState] = useState<ActState>({ kind: 'idle' });
  const following = useRef<AbortController>(undefined);
  useEffect(() => () => following.current?.abort(), []);

  const start = useCallback(
    async (act: Act) => {
      following.current?.abort();
      const own = new AbortController();
      following.current = own;
      const show = (next: ActState): ActState | undefined => {
        if (own.signal.aborted) return undefined;
        setState(next);
        return next;
      };
      show({ kind: 'filing' });
      try {
        const filed = await fileAct(act);
        if (filed.kind === 'refused') return show(filed);
        show({ kind: 'waiting' });
        return await followCommand(filed.command, (progress) => show(stateOf(progress)), own.signal).then(
          (progress) => progress && show(stateOf(progress)),
        );
      } catch {
        return show({ kind: 'failed', message: noAnswer });
      }
    },
    [noAnswer],
  );
  const reset = useCallback(() => {
    following.current?.abort();
    setState({ kind: 'idle' });
  }, []);
  return { state, start, reset };
}

function stateOf({ state, run, message, result }: CommandProgress): ActState {
  switch (state) {
    case 'waiting':
      return { kind: 'waiting' };
    case 'working':
      return { kind: 'working', run };
    case 'done':
      return { kind: 'done', result };
    default:
      return { kind: state, message: message ?? '' };
  }
}
