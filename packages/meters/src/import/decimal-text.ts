export type DecimalMark = '.' | ',';

/** How numbers are written in one file. */
export interface NumberStyle {
  /** The mark before the decimals; undefined where nothing in the file tells it. */
  readonly mark: DecimalMark | undefined;
  /** Whether a number of the file proves it (`1.234,5`, `47757,5`), so that the other mark can only group. */
  readonly proven: boolean;
}

/** Why a text is no reading. */
export type ValueFault = 'empty value' | 'text value' | 'not a number' | 'infinite' | 'ambiguous number';

const plainNumber = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;
const markedNumber = /^([+-]?)([\d.,'\u00A0\u202F ]*\d[.,]?)(e[+-]?\d+)?$/i;

/**
 * Reads one number. Two marks explain each other: `1.234,5` and `1,234.5`. One mark several times groups: `1.234.567`. One
 * mark once before anything but three digits is the decimal mark. What is left, `1.234` and `1,234`, is a thousand times more
 * or less: the style decides, and without one the number is refused as ambiguous. Blanks and apostrophes may group, too.
 */
export function parseDecimal(text: string, { mark, proven }: NumberStyle): number | ValueFault {
  const pointed = mark === ',' && !text.includes('.') ? text.replace(',', '.') : text;
  if ((mark === '.' || pointed !== text) && plainNumber.test(pointed)) return finite(Number(pointed));
  const trimmed = text.trim();
  if (trimmed === '') return 'empty value';
  if (/^[+-]?nan$/i.test(trimmed)) return 'not a number';
  if (/^[+-]?(?:inf(?:inity)?|∞)$/i.test(trimmed)) return 'infinite';
  const number = markedNumber.exec(trimmed);
  if (number === null) return 'text value';
  const [, sign = '', digits = '', exponent = ''] = number;
  const shape = shapeOf(digits);
  if (shape.kind === 'text') return 'text value';
  if (shape.kind !== 'open') return finite(Number(`${sign}${shape.plain}${exponent}`));
  if (shape.only === mark) return finite(Number(`${sign}${digits.replace(',', '.')}${exponent}`));
  return proven ? finite(Number(`${sign}${digits.replace(shape.only, '')}${exponent}`)) : 'ambiguous number';
}

/** The decimal mark that a number proves by its shape. */
export function provenMark(text: string): DecimalMark | undefined {
  const number = markedNumber.exec(text.trim());
  const shape = number === null ? undefined : shapeOf(number[2] ?? '');
  return shape?.kind === 'certain' ? shape.mark : undefined;
}

type Shape =
  | { readonly kind: 'text' }
  /** No mark at all. */
  | { readonly kind: 'whole'; readonly plain: string }
  | { readonly kind: 'certain'; readonly mark: DecimalMark; readonly plain: string }
  /** One mark before three digits. */
  | { readonly kind: 'open'; readonly only: DecimalMark };

function shapeOf(digits: string): Shape {
  const spaced = digits.replace(/(?<=\d)['\u00A0\u202F ](?=\d{3}(?!\d))/g, '');
  if (/[^\d.,]/.test(spaced)) return { kind: 'text' };
  const points = spaced.split('.').length - 1;
  const commas = spaced.split(',').length - 1;
  if (points === 0 && commas === 0) return { kind: 'whole', plain: spaced };
  if (points > 0 && commas > 0) {
    const mark = spaced.lastIndexOf('.') > spaced.lastIndexOf(',') ? '.' : ',';
    const [whole = '', fraction = '', ...rest] = spaced.split(mark);
    if (rest.length > 0 || !isGrouped(whole, other(mark))) return { kind: 'text' };
    return { kind: 'certain', mark, plain: `${whole.split(other(mark)).join('')}.${fraction}` };
  }
  const only = points > 0 ? '.' : ',';
  const grouped = isGrouped(spaced, only);
  if (points + commas > 1) {
    return grouped ? { kind: 'certain', mark: other(only), plain: spaced.split(only).join('') } : { kind: 'text' };
  }
  return grouped ? { kind: 'open', only } : { kind: 'certain', mark: only, plain: spaced.replace(',', '.') };
}

function isGrouped(text: string, mark: DecimalMark): boolean {
  const [first = '', ...groups] = text.split(mark);
  return /^[1-9]\d{0,2}$/.test(first) && groups.every((group) => /^\d{3}$/.test(group));
}

function other(mark: DecimalMark): DecimalMark {
  return mark === '.' ? ',' : '.';
}

function finite(value: number): number | ValueFault {
  return Number.isFinite(value) ? value : 'infinite';
}
