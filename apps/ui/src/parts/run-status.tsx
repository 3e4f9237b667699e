import type { Words } from '../words/words.ts';

const tones: Readonly<Record<string, string>> = {
  running: 'text-accent',
  success: 'text-good',
  partial: 'text-warn',
  failed: 'text-bad',
  cancelled: 'text-soft',
  skipped: 'text-soft',
};
const marks: Readonly<Record<string, string>> = {
  running: '●',
  success: '✓',
  partial: '◐',
  failed: '✕',
  cancelled: '–',
  skipped: '–',
};

/** How a run or step stands, as word and mark. */
export function RunStatus({ status, words }: { readonly status: string; readonly words: Words }) {
  return (
    <span className={`inline-flex items-baseline gap-1.5 whitespace-nowrap ${tones[status] ?? 'text-soft'}`}>
      <span aria-hidden="true" className={status === 'running' ? 'motion-safe:animate-pulse' : undefined}>
        {marks[status] ?? '·'}
      </span>
      {words.text.status.runs[status] ?? status}
    </span>
  );
}
