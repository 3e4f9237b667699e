import type { BackfillView } from '@meterworks/runtime/read';
import type { Words } from '../words/words.ts';

/** How far a backfill is: a bar, partitions done, and the time left. */
export function BackfillProgress({ backfill, words }: { readonly backfill: BackfillView; readonly words: Words }) {
  const { text, format } = words;
  const { done, total } = backfill.partitions;
  return (
    <div className="grid min-w-36 gap-1">
      <div
        role="progressbar"
        aria-label={text.backfills.number(backfill.id)}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-2 overflow-hidden rounded-sm bg-sunken"
      >
        <div
          className={`h-full ${backfill.failed > 0 ? 'bg-[var(--status-failed)]' : 'bg-[var(--status-fresh)]'}`}
          style={{ width: `${total === 0 ? 100 : (done / total) * 100}%` }}
        />
      </div>
      <span className="text-[12px] text-soft">
        {text.backfills.done(done, total)}
        {backfill.failed > 0 && `, ${text.backfills.failures(backfill.failed)}`}
        {backfill.leftMs !== null && ` · ${text.backfills.left(format.duration(backfill.leftMs))}`}
      </span>
    </div>
  );
}
