'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { Texts } from '../words/texts.ts';
import { useWords } from '../words/use-words.tsx';
import type { CommandProgress } from './await-command.ts';
import type { ActState } from './use-act.ts';

/** Says how far something asked for is; `done` words its result. Always there, so that it is read out when it changes. */
export function ActStatus(props: {
  readonly state: ActState;
  readonly done: (result: CommandProgress['result']) => ReactNode;
}) {
  const { text } = useWords();
  const { state } = props;
  const isBad = state.kind === 'refused' || state.kind === 'failed';
  return (
    <span role="status" className={`min-w-0 break-words empty:hidden ${isBad ? 'text-bad' : 'text-soft'}`}>
      {stateWords(state, text.acts, props.done)}
    </span>
  );
}

function stateWords(
  state: ActState,
  text: Texts['acts'],
  done: (result: CommandProgress['result']) => ReactNode,
): ReactNode {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'filing':
      return text.filing;
    case 'waiting':
      return text.waiting;
    case 'working':
      return state.run === null ? (
        text.working
      ) : (
        <>
          {text.workingOn} <RunLink run={state.run} />
        </>
      );
    case 'refused':
    case 'failed':
      return state.message;
    case 'done':
      return done(state.result);
  }
}

export function RunLink({ run }: { readonly run: number }) {
  const { text } = useWords();
  return (
    <Link href={`/runs/${run}`} className="prose-link">
      {text.assets.run(run)}
    </Link>
  );
}
