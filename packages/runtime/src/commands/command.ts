import type { Json } from '../state/run-record.ts';

/** What to make, as a person would say it. Dates and partitions are keys such as `2024-11-27` or `2024-11`. */
export interface MaterializeRequest {
  readonly selection: string;
  readonly from?: string;
  readonly to?: string;
  /** Which of the selected partitions; the stale and the missing ones unless told. */
  readonly state?: 'stale' | 'missing' | 'failed' | 'all';
  /** With `to`: also the open partitions that hold its last day. */
  readonly running?: boolean;
  /** Whether what it reads is brought up to date first; yes unless told. */
  readonly upstream?: boolean;
  /** Whether the sources are observed first; yes unless told. */
  readonly observe?: boolean;
}

/** What each kind of command says. Times are UTC milliseconds. */
export interface CommandPayloads {
  materialize: MaterializeRequest;
  /** The outcome names the backfill; it goes on after the command is finished. */
  backfill: MaterializeRequest & {
    readonly newestFirst?: boolean;
    /** Partitions of the finest selected grain a chunk. */
    readonly chunk?: number;
  };
  pause: { readonly backfill: number };
  resume: { readonly backfill: number };
  cancel: { readonly run: number } | { readonly backfill: number };
  /** Makes again what failed. */
  retry: { readonly run: number } | { readonly backfill: number };
  schedule: { readonly schedule: string; readonly action: 'enable' | 'disable' | 'run' };
  /** Marks an incident that an asset reports, by its id, as seen; or takes that back. */
  acknowledge: {
    readonly asset: string;
    readonly incident: string;
    readonly note?: string;
    readonly withdraw?: boolean;
  };
  /** The user's word on one sample of a series, or on all up to `until`; the last one counts, and one withdrawn is forgotten. */
  'decide-repair': {
    readonly series: string;
    readonly time: number;
    readonly value: number;
    readonly until?: number;
    readonly verdict: 'accept' | 'reject' | 'withdraw';
    readonly note?: string;
  };
  /** A sample typed in by hand; the outcome is what is to be said of it. */
  'add-sample': {
    readonly series: string;
    readonly time: number;
    readonly value: number;
    /** Only judges it. */
    readonly dryRun?: boolean;
    /** Whoever typed it knows what speaks against it. */
    readonly confirmed?: boolean;
    readonly note?: string;
  };
  /** The outcome is the plan; nothing is made. */
  plan: MaterializeRequest;
  /** Keeps recorded states in order; the outcome is what went. */
  maintain: {
    readonly action: 'wipe' | 'prune' | 'compact';
    readonly selection: string;
    readonly from?: string;
    readonly to?: string;
  };
  /** Keeps the values of the partitions from `from` to `to`, or no longer. */
  pin: {
    readonly asset: string;
    readonly from: string;
    readonly to: string;
    readonly pinned: boolean;
    readonly note?: string;
  };
}

export type CommandKind = keyof CommandPayloads;

const kinds: Readonly<Record<CommandKind, true>> = {
  materialize: true,
  backfill: true,
  pause: true,
  resume: true,
  cancel: true,
  retry: true,
  schedule: true,
  acknowledge: true,
  'decide-repair': true,
  'add-sample': true,
  plan: true,
  maintain: true,
  pin: true,
};

export const commandKinds = Object.keys(kinds) as readonly CommandKind[];

/** One kind with what belongs to it. */
export type CommandBody = {
  [K in CommandKind]: { readonly kind: K; readonly payload: CommandPayloads[K] };
}[CommandKind];

/** A command as it is filed. `actor` says who wants it: "ui", "cli:anna". */
export type CommandRequest = CommandBody & { readonly actor: string };

declare const brand: unique symbol;
/** A command's number, rising with time. */
export type CommandId = number & { readonly [brand]: 'command' };

export type CommandOutcome =
  | { readonly kind: 'done'; readonly result?: Json }
  | { readonly kind: 'refused' | 'failed'; readonly message: string };

/** A command and what became of it: waiting, then claimed, then finished. */
export type Command = CommandRequest & {
  readonly id: CommandId;
  readonly filedAt: number;
  readonly claimedAt?: number;
  readonly finishedAt?: number;
  readonly outcome?: CommandOutcome;
};

/** A command of a kind that this version does not know. */
export class UnknownCommandError extends Error {
  override readonly name = 'UnknownCommandError';
  readonly kind: string;
  constructor(kind: string) {
    super(`there is no command ${JSON.stringify(kind)}; there are ${commandKinds.join(', ')}`);
    this.kind = kind;
  }
}

export function isCommandKind(kind: string): kind is CommandKind {
  return Object.hasOwn(kinds, kind);
}
