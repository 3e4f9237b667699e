/**
 * - `token`: Tibber does not accept the token
 * - `unreachable`: no answer, or none that helps, after all retries
 * - `limited`: too many requests; told to wait longer than is waited
 * - `refused`: an answer that says why not
 * - `unexpected`: an answer of another shape than agreed
 * - `home`: it is not clear which home is meant
 */
export type TibberFault = 'token' | 'unreachable' | 'limited' | 'refused' | 'unexpected' | 'home';

/** Tibber was not asked with success. What was saved before stays; the next pull asks for the rest. */
export class TibberError extends Error {
  override readonly name = 'TibberError';
  readonly fault: TibberFault;
  /** Whether the same question may be answered later. */
  readonly passing: boolean;
  /** What the error is about, one line a fact. */
  readonly reason: string;
  constructor(fault: TibberFault, reason: string, cause?: unknown) {
    super(`${said[fault]}${reason}`, cause === undefined ? {} : { cause });
    this.fault = fault;
    this.passing = fault === 'unreachable' || fault === 'limited';
    this.reason = reason;
  }
}

const said: Readonly<Record<TibberFault, string>> = {
  token: 'Tibber does not accept the token: ',
  unreachable: 'Tibber is out of reach: ',
  limited: 'Tibber asks for fewer requests: ',
  refused: 'Tibber refuses: ',
  unexpected: 'Tibber answers other than agreed: ',
  home: 'Tibber: ',
};
