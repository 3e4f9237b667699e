/** A linear combination of meters, in the order in which they first stand in the text. */
export interface LinearTerm {
  readonly meterId: string;
  readonly factor: number;
  /** Where in the text the meter first stands, from 0. */
  readonly index: number;
}

export interface ExpressionFault {
  /** Character in the text, from 0. */
  readonly index: number;
  readonly message: string;
  readonly would: string;
}

export type ParsedExpression =
  | { readonly terms: readonly LinearTerm[]; readonly faults: readonly [] }
  | { readonly terms: undefined; readonly faults: readonly ExpressionFault[] };

/** Sum of factor × meter plus a constant; `constantIndex` is where the first bare number stands. */
interface Linear {
  readonly terms: ReadonlyMap<string, { factor: number; index: number }>;
  readonly constant: number;
  readonly constantIndex: number;
}

interface Token {
  readonly kind: 'number' | 'meter' | 'sign' | 'end';
  readonly text: string;
  readonly index: number;
}

class Unreadable extends Error {
  readonly fault: ExpressionFault;
  constructor(fault: ExpressionFault) {
    super(fault.message);
    this.fault = fault;
  }
}

const deepest = 50;

/**
 * Reads `a - b - 0.5 * (c + d)`: `+`, `-`, `*`, parentheses, numbers, and meter ids, those that are no plain words in
 * backticks. The result must be a linear combination of meters: a bare number or a product of meters is a fault.
 */
export function parseExpression(text: string): ParsedExpression {
  try {
    return combination(new Reader(tokensOf(text)).whole());
  } catch (error) {
    if (error instanceof Unreadable) return { terms: undefined, faults: [error.fault] };
    throw error;
  }
}

function combination(linear: Linear): ParsedExpression {
  const faults: ExpressionFault[] = [];
  if (linear.constantIndex >= 0) {
    const would = 'multiply it with a meter, or leave it out';
    faults.push({ index: linear.constantIndex, message: 'adds a number that belongs to no meter', would });
  }
  const terms = [...linear.terms].map(([meterId, { factor, index }]) => ({ meterId, factor, index }));
  for (const { meterId, factor, index } of terms) {
    if (factor === 0) faults.push({ index, message: `holds "${meterId}", which cancels out`, would: 'leave it out' });
    if (!Number.isFinite(factor))
      faults.push({ index, message: 'has a factor beyond all numbers', would: 'write a smaller one' });
  }
  return faults.length > 0 ? { terms: undefined, faults } : { terms, faults: [] };
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  const pattern = /\s+|([A-Za-z_][A-Za-z0-9_]*)|`([^`]*)`|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([-+*()])/y;
  while (pattern.lastIndex < text.length) {
    const index = pattern.lastIndex;
    const match = pattern.exec(text);
    if (match === null) throw new Unreadable(strangeCharacter(text, index));
    const [, plain, quoted, number, sign] = match;
    if (number !== undefined) tokens.push({ kind: 'number', text: number, index });
    else if (sign !== undefined) tokens.push({ kind: 'sign', text: sign, index });
    else if (plain !== undefined || quoted !== undefined)
      tokens.push({ kind: 'meter', text: plain ?? quoted ?? '', index });
  }
  tokens.push({ kind: 'end', text: '', index: text.length });
  return tokens;
}

function strangeCharacter(text: string, index: number): ExpressionFault {
  const character = String.fromCodePoint(text.codePointAt(index) ?? 32);
  const woulds: Record<string, string> = {
    '/': 'multiply with a fraction: 0.5 * a',
    ',': 'write decimal numbers with a point',
    '`': 'close the backtick',
    '−': 'write the plain minus -',
  };
  const would =
    woulds[character] ?? 'use + - * ( ), numbers and meter ids; an id that is no plain word stands in `backticks`';
  return { index, message: `has ${JSON.stringify(character)}, which cannot stand here`, would };
}

class Reader {
  readonly #tokens: readonly Token[];
  #at = 0;
  #depth = 0;

  constructor(tokens: readonly Token[]) {
    this.#tokens = tokens;
  }

  whole(): Linear {
    const result = this.#sum();
    if (this.#token.kind !== 'end') throw this.#unexpected('+, - or *');
    return result;
  }

  get #token(): Token {
    const token = this.#tokens[this.#at] ?? this.#tokens.at(-1);
    if (token === undefined) throw new RangeError('a list of tokens has an end');
    return token;
  }

  #takes(...signs: string[]): string | undefined {
    const { kind, text } = this.#token;
    if (kind !== 'sign' || !signs.includes(text)) return undefined;
    this.#at++;
    return text;
  }

  #sum(): Linear {
    let left = this.#product();
    for (;;) {
      const sign = this.#takes('+', '-');
      if (sign === undefined) return left;
      left = added(left, this.#product(), sign === '+' ? 1 : -1);
    }
  }

  #product(): Linear {
    let left = this.#signed();
    for (;;) {
      const { index } = this.#token;
      if (this.#takes('*') === undefined) return left;
      left = multiplied(left, this.#signed(), index);
    }
  }

  #signed(): Linear {
    let factor = 1;
    for (let sign = this.#takes('+', '-'); sign !== undefined; sign = this.#takes('+', '-'))
      if (sign === '-') factor = -factor;
    const value = this.#atom();
    return factor === 1 ? value : scaled(value, -1);
  }

  #atom(): Linear {
    const token = this.#token;
    if (token.kind === 'number') {
      this.#at++;
      return { terms: new Map(), constant: Number(token.text), constantIndex: token.index };
    }
    if (token.kind === 'meter') {
      this.#at++;
      return { terms: new Map([[token.text, { factor: 1, index: token.index }]]), constant: 0, constantIndex: -1 };
    }
    if (this.#takes('(') === undefined) throw this.#unexpected('a meter, a number or (');
    if (++this.#depth > deepest)
      throw new Unreadable({ index: token.index, message: 'is nested too deeply', would: 'write fewer parentheses' });
    const inner = this.#sum();
    if (this.#takes(')') === undefined) throw this.#unexpected(')');
    this.#depth--;
    return inner;
  }

  #unexpected(wanted: string): Unreadable {
    const { kind, text, index } = this.#token;
    const message = kind === 'end' ? 'ends too early' : `has ${JSON.stringify(text)}, which cannot stand here`;
    return new Unreadable({ index, message, would: `${wanted} would do` });
  }
}

function added(a: Linear, b: Linear, sign: 1 | -1): Linear {
  const terms = new Map(a.terms);
  for (const [id, { factor, index }] of b.terms) {
    const before = terms.get(id);
    terms.set(id, { factor: (before?.factor ?? 0) + sign * factor, index: before?.index ?? index });
  }
  return {
    terms,
    constant: a.constant + sign * b.constant,
    constantIndex: a.constantIndex >= 0 ? a.constantIndex : b.constantIndex,
  };
}

function multiplied(a: Linear, b: Linear, index: number): Linear {
  if (a.terms.size > 0 && b.terms.size > 0) {
    throw new Unreadable({
      index,
      message: 'multiplies meters with each other',
      would: 'multiply a meter with a number only',
    });
  }
  if (a.terms.size === 0 && b.terms.size === 0) return { ...a, constant: a.constant * b.constant };
  return a.terms.size === 0 ? scaled(b, a.constant) : scaled(a, b.constant);
}

function scaled(linear: Linear, factor: number): Linear {
  const terms = new Map([...linear.terms].map(([id, term]) => [id, { ...term, factor: term.factor * factor }]));
  return { ...linear, terms, constant: linear.constant * factor };
}
