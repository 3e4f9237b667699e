import { type ExpressionFault, Unreadable } from './expression-fault.ts';
import { type Token, tokensOf } from './expression-tokens.ts';
import { added, constant, type Linear, multiplied, scaled, single } from './linear.ts';

/** A linear combination of meters, in the order in which they first stand in the text. */
export interface LinearTerm {
  readonly meterId: string;
  readonly factor: number;
  /** Where in the text the meter first stands, from 0. */
  readonly index: number;
}

export interface ParsedExpression {
  /** Undefined if there is any fault. */
  readonly terms: readonly LinearTerm[] | undefined;
  /** Every meter named, the faults apart. */
  readonly names: readonly { readonly meterId: string; readonly index: number }[];
  readonly faults: readonly ExpressionFault[];
}

const deepest = 50;

/**
 * Reads `a - b - 0.5 * (c + d)`: `+`, `-`, `*`, parentheses, numbers, and meter ids, those that are no plain words in
 * backticks. The result must be a linear combination of meters: a bare number or a product of meters is a fault.
 */
export function parseExpression(text: string): ParsedExpression {
  let tokens: readonly Token[] = [];
  try {
    tokens = tokensOf(text);
    return { names: namesIn(tokens), ...combination(new Reader(tokens).whole()) };
  } catch (error) {
    if (error instanceof Unreadable) return { terms: undefined, names: namesIn(tokens), faults: [error.fault] };
    throw error;
  }
}

function namesIn(tokens: readonly Token[]): ParsedExpression['names'] {
  const first = new Map<string, number>();
  for (const { kind, text, index } of tokens) if (kind === 'meter' && !first.has(text)) first.set(text, index);
  return [...first].map(([meterId, index]) => ({ meterId, index }));
}

function combination(linear: Linear): Pick<ParsedExpression, 'terms' | 'faults'> {
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
      return constant(Number(token.text), token.index);
    }
    if (token.kind === 'meter') {
      this.#at++;
      return single(token.text, token.index);
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
