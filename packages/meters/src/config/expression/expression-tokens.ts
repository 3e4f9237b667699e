import { type ExpressionFault, Unreadable } from './expression-fault.ts';

export interface Token {
  readonly kind: 'number' | 'meter' | 'sign' | 'end';
  readonly text: string;
  readonly index: number;
}

const token = /\s+|([A-Za-z_][A-Za-z0-9_]*)|`([^`]*)`|((?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)|([-+*()])/y;

/** Words, numbers and signs of an expression, closed by an end. @throws Unreadable at a character that starts none of them */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const index = token.lastIndex;
    const match = token.exec(text);
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
