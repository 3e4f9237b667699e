import type { Message, NoticeSeverity } from './notice.ts';

/** A way to reach people. */
export interface Channel {
  /** Unique among the channels of a house: `ntfy`. */
  readonly name: string;
  /** What is less severe does not go this way. */
  readonly least: NoticeSeverity;
  /** Ends when the other side has taken the message. @throws ChannelError */
  send(message: Message, signal: AbortSignal): Promise<void>;
}

/** A message was not taken. */
export class ChannelError extends Error {
  override readonly name = 'ChannelError';
  readonly channel: string;
  /** What went wrong, without the channel. */
  readonly reason: string;
  /** Whether the same message may be taken later. */
  readonly passing: boolean;
  constructor(channel: string, reason: string, options: { readonly passing: boolean; readonly cause?: unknown }) {
    super(`${channel}: ${reason}`, options.cause === undefined ? {} : { cause: options.cause });
    this.channel = channel;
    this.reason = reason;
    this.passing = options.passing;
  }
}
