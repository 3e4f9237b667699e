import {
  type Backfill,
  type BackfillAction,
  type BackfillChunk,
  backfillProgress,
  type ControlOutcome,
} from '@meterworks/runtime/backfill';
import { instantText } from './csv.ts';
import { durationText } from './duration-text.ts';
import { counted, grouped, tableLines } from './table.ts';

/** A backfill with its chunks. */
export interface BackfillView {
  readonly backfill: Backfill;
  readonly chunks: readonly BackfillChunk[];
}

/** What `backfill --json` prints. Counts are numbers of partitions; instants are UTC. */
export function backfillJson({ backfill, chunks }: BackfillView) {
  const { request } = backfill;
  const { partitions, chunks: count, made, failed, leftMs } = backfillProgress(chunks);
  return {
    backfill: backfill.id,
    status: shownStatus({ backfill, chunks }),
    actor: request.actor,
    selection: request.selection,
    from: request.from ?? null,
    to: request.to ?? null,
    state: request.state ?? null,
    order: request.newestFirst === true ? 'newest' : 'oldest',
    filed: instantText(backfill.filedAt),
    finished: backfill.finishedAt === undefined ? null : instantText(backfill.finishedAt),
    partitions,
    chunks: count,
    made,
    failed,
    seconds_left: leftMs === undefined || backfill.finishedAt !== undefined ? null : leftMs / 1000,
    remarks: backfill.remarks,
    errors: chunks.flatMap(({ from, to, error }) =>
      error === undefined ? [] : [{ from: from ?? null, to: to ?? null, message: error }],
    ),
  };
}

export function backfillListLines(views: readonly BackfillView[]): string[] {
  if (views.length === 0) return ['There are no backfills.'];
  const rows = views.map((view) => {
    const { backfill, chunks } = view;
    const { partitions, failed, leftMs } = backfillProgress(chunks);
    return [
      String(backfill.id),
      shownStatus(view),
      `${grouped(partitions.done)} of ${grouped(partitions.total)}`,
      failed,
      leftMs === undefined || backfill.finishedAt !== undefined ? '' : durationText(leftMs),
      datesText(view),
      backfill.request.selection === '' ? 'all' : backfill.request.selection,
    ];
  });
  return tableLines(['backfill', 'status', 'partitions', 'failed', 'left', 'dates', 'selection'], rows);
}

/** One backfill in sentences. */
export function backfillLines(view: BackfillView): string[] {
  const { backfill, chunks } = view;
  const { partitions, chunks: count, made, failed, leftMs } = backfillProgress(chunks);
  const left = leftMs === undefined || backfill.finishedAt !== undefined ? '' : `, about ${durationText(leftMs)} left`;
  const errors = chunks.flatMap(({ error }) => (error === undefined ? [] : [error]));
  return [
    ...backfill.remarks,
    ...errors.slice(0, 10).map((error) => `failed: ${error}`),
    `Backfill ${backfill.id} is ${statusWords[shownStatus(view)]}: ${grouped(partitions.done)} of ${counted(partitions.total, 'partition')} in ${grouped(count.done)} of ${counted(count.total, 'chunk')}, ${grouped(made)} made with their inputs, ${grouped(failed)} failed${left}.`,
  ];
}

/** Why an action was not done. */
export function controlFault(
  id: number,
  action: BackfillAction,
  outcome: Exclude<ControlOutcome, { kind: 'done' }>,
): string {
  if (outcome.kind === 'unknown') return `There is no backfill ${id}; meterworks backfill list lists them.`;
  return `Backfill ${id} is ${statusWords[outcome.backfill.status]}: there is nothing to ${actionWords[action]}.`;
}

const statusWords = {
  waiting: 'waiting for its turn',
  running: 'at work',
  paused: 'paused',
  success: 'done',
  partial: 'done in part',
  failed: 'at its end, with nothing but failures',
  cancelled: 'cancelled',
} as const;
const actionWords = { pause: 'pause', resume: 'resume', cancel: 'cancel', 'retry-failed': 'retry' } as const;

function shownStatus({ backfill, chunks }: BackfillView): keyof typeof statusWords {
  const isRunning = backfill.status === 'waiting' && chunks.some((chunk) => chunk.status === 'running');
  return isRunning ? 'running' : backfill.status;
}

function datesText({ backfill: { request } }: BackfillView): string {
  if (request.from === undefined && request.to === undefined) return 'all';
  return `${request.from ?? ''}…${request.to ?? ''}`;
}
