import { formatSelection, parseSelection } from '@meterworks/assets';
import type { CommandPayloads, MaterializeRequest } from '@meterworks/runtime/commands';
import type { Query } from '../address/query-of.ts';

/** `needed`: what is stale, missing or failed. */
export const backfillStates = ['needed', 'stale', 'missing', 'failed', 'all'] as const;

/** What a person wants to be made bit by bit; lives in the address of the dialog. */
export interface BackfillWish {
  readonly selection: string;
  /** First and last day, month or year; empty for no limit. */
  readonly from: string;
  readonly to: string;
  readonly state: (typeof backfillStates)[number];
  /** Whether what it reads is brought up to date first, and whether everything that is computed of it is made too. */
  readonly upstream: boolean;
  readonly downstream: boolean;
  readonly newestFirst: boolean;
}

export const blankWish: BackfillWish = {
  selection: '',
  from: '',
  to: '',
  state: 'needed',
  upstream: true,
  downstream: false,
  newestFirst: false,
};

export function parseBackfillWish(query: Query): BackfillWish {
  return {
    selection: query.selection ?? '',
    from: query.from ?? '',
    to: query.to ?? '',
    state: backfillStates.find((state) => state === query.state) ?? 'needed',
    upstream: query.upstream !== 'no',
    downstream: query.downstream === 'yes',
    newestFirst: query.order === 'newest',
  };
}

export function backfillHref(wish: Partial<BackfillWish>): string {
  const { selection, from, to, state, upstream, downstream, newestFirst } = { ...blankWish, ...wish };
  const query = new URLSearchParams({
    ...(selection === '' ? {} : { selection }),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to }),
    ...(state === 'needed' ? {} : { state }),
    ...(upstream ? {} : { upstream: 'no' }),
    ...(downstream ? { downstream: 'yes' } : {}),
    ...(newestFirst ? { order: 'newest' } : {}),
  }).toString();
  return query === '' ? '/backfills/new' : `/backfills/new?${query}`;
}

/** What is asked of the daemon; the plan is asked with the same. @throws SelectionError */
export function planRequestOf({ selection, from, to, state, upstream, downstream }: BackfillWish): MaterializeRequest {
  return {
    selection: downstream ? withDownstream(selection) : selection.trim(),
    ...(from === '' ? {} : { from }),
    ...(to === '' ? {} : { to, running: true }),
    ...(state === 'needed' ? {} : { state }),
    ...(upstream ? {} : { upstream: false }),
  };
}

/** @throws SelectionError */
export function backfillRequestOf(wish: BackfillWish): CommandPayloads['backfill'] {
  return { ...planRequestOf(wish), ...(wish.newestFirst ? { newestFirst: true } : {}) };
}

function withDownstream(selection: string): string {
  const text = selection.trim();
  if (text === '') return ''; // everything: there is nothing more
  return formatSelection({ kind: 'generations', up: 0, down: Number.POSITIVE_INFINITY, of: parseSelection(text) });
}
