import type { CancelSignal } from '@meterworks/assets';

/** One HTTP POST. The headers hold the token: they are for the wire alone. */
export interface TibberRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface TibberAnswer {
  readonly status: number;
  /** The `Retry-After` header as it came. */
  readonly retryAfter: string | undefined;
  readonly text: string;
}

/** What asking Tibber needs from outside. */
export interface TibberPorts {
  /** Throws where no whole answer came in time. */
  post(request: TibberRequest, signal: CancelSignal): Promise<TibberAnswer>;
  /** UTC ms. */
  now(): number;
  /** Throws when the signal is aborted. */
  sleep(milliseconds: number, signal: CancelSignal): Promise<void>;
  /** In [0, 1): spreads repeated requests of many houses. */
  random(): number;
}
