'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import type { CommandProgress } from './await-command.ts';
import type { ActState } from './use-act.ts';

/** Says how far something asked for is; `done` words its result. Always there, so that it is read out when it changes. */
export function ActStatus(props: {
  readonly state: ActState;
  readonly done: (result: CommandProgress['result']) => ReactNode;
}) {
  const { state } = props;
  const isBad = state.kind === 'refused' || state.kind === 'failed';
  return (
    <span role="status" className={`min-w-0 break-words empty:hidden ${isBad ? 'text-bad' : 'text-soft'}`}>
      {wordsOf(state, props.done)}
    </span>
  );
}

function wordsOf(state: ActState, done: (result: CommandProgress['result']) => ReactNode): ReactNode {
  switch (state.kind) {
    case 'idle':
      return null;
    case 'filing':
      return 'Asking…';
    case 'waiting':
      return 'Waiting for the daemon to take it up…';
    case 'working':
      return state.run === null ? (
        'At work…'
      ) : (
        <>
          At work: <RunLink run={state.run} />
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
  return (
    <Link href={`/runs/${run}`} className="prose-link">
      run #{run}
    </Link>
  );
}
