/** No value: outside the upstream's domain, or an upstream that decided there is none. */
export const absent: unique symbol = Symbol('absent');
export type Absent = typeof absent;

/** One partition that could not be computed; the others of its span stand. */
export class Failed {
  readonly reason: string;
  constructor(reason: string) {
    this.reason = reason;
  }
}

export function failed(reason: string): Failed {
  return new Failed(reason);
}

/** What a computation may give for a partition. */
export type Outcome<V> = V | Absent | Failed;
