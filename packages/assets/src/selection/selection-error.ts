/** A text that is no selection, or names something that is not there. */
export class SelectionError extends Error {
  override readonly name = 'SelectionError';
  readonly text: string;
  /** Index of the character at which it went wrong; the text's length for its end. */
  readonly position: number;
  readonly expected: string;
  readonly found: string;
  /** The known name nearest to the one that was found, or a pattern that holds it and matches some; if there is either. */
  readonly nearest: string | undefined;
  constructor(facts: {
    text: string;
    position: number;
    expected: string;
    found: string;
    nearest?: string | undefined;
  }) {
    const { text, position, expected, found, nearest } = facts;
    const question = nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}?`;
    // One line, each character one column wide.
    const shown = text.replaceAll(/\s/g, ' ');
    const column = Array.from(shown.slice(0, position)).length;
    super(`expected ${expected}, found ${found}${question}\n  ${shown}\n  ${' '.repeat(column)}^`);
    this.text = text;
    this.position = position;
    this.expected = expected;
    this.found = found;
    this.nearest = nearest;
  }
}
