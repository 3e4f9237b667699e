/** A token or password that shows `***` wherever it is printed, logged or serialised; only `reveal()` gives it. */
export class Secret {
  readonly #text: string;
  constructor(text: string) {
    this.#text = text;
  }

  /** The secret itself: for the one call that needs it, never for a text that somebody reads. */
  reveal(): string {
    return this.#text;
  }
  toString(): string {
    return '***';
  }
  toJSON(): string {
    return '***';
  }
  /** What console.log and the like show. */
  [Symbol.for('nodejs.util.inspect.custom')](): string {
    return '***';
  }
}
