'use client';

import { useWords } from '../words/use-words.tsx';
import { RunLink } from './act-status.tsx';
import type { CommandProgress } from './await-command.ts';
import { runResultOf } from './run-result.ts';

/** What a run came to, with the way to it. */
export function RunResultView({ result }: { readonly result: CommandProgress['result'] }) {
  const { text } = useWords();
  const made = runResultOf(result);
  if (made === undefined) return text.acts.done;
  if (made.run === undefined) return made.blocked === 0 ? text.acts.nothingToDo : text.acts.allBlocked(made.blocked);
  return (
    <>
      <RunLink run={made.run} />
      {text.acts.made(text.status.runs[made.status] ?? made.status, made.made)}
      {made.failed > 0 && text.acts.madeFailed(made.failed)}
    </>
  );
}
