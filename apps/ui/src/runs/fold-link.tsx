import Link from 'next/link';
import type { Words } from '../words/words.ts';
import type { LogFilter } from './log-filter.ts';
import { type RunPiece, runLines } from './run-folds.ts';
import { runHref } from './run-href.ts';

/** What a folded piece leaves out, and the way to it; nothing where all of it is shown. */
export function FoldLink(props: {
  readonly run: number;
  readonly piece: RunPiece;
  readonly total: number;
  readonly filter: LogFilter;
  readonly open: readonly RunPiece[];
  readonly words: Words;
}) {
  const { run, piece, total, filter, open } = props;
  const { text } = props.words;
  const { folded, open: most } = runLines[piece];
  if (total <= folded) return null;
  const isOpen = open.includes(piece);
  const next = isOpen ? open.filter((one) => one !== piece) : [...open, piece];
  return (
    <p className="flex flex-wrap gap-x-4 text-soft">
      {isOpen && total > most && <span>{text.runs.after(total - most)}</span>}
      <Link href={runHref(run, filter, { open: next, at: piece })} scroll={isOpen} className="prose-link">
        {isOpen ? text.runs.fold : text.runs.unfold(total)}
      </Link>
    </p>
  );
}
