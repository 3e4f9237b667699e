/** `open`: one mark before three digits may group or divide, and the language does not settle it. */
export type ParsedRegister = { readonly kind: 'number'; readonly value: number } | { readonly kind: 'none' | 'open' };

/**
 * What somebody reads off a register and types: `12345`, `12345,6`, `12.345,6`, `12 345.6`. `1.234` is a thousandth of what it looks like to a
 * German, so that it is only taken where the language says that the mark divides.
 */
export function parseRegister(text: string, decimalMark: '.' | ','): ParsedRegister {
  const plain = text.trim().replaceAll(/(?<=\d)['’\u00A0\u202F ](?=\d{3}(?!\d))/g, '');
  if (!/^\d[\d.,]*$/.test(plain)) return { kind: 'none' };
  const marks = [...plain.matchAll(/[.,]/g)].map(([mark]) => mark);
  const last = marks.at(-1);
  if (last === undefined) return number(plain);
  const [whole, fraction] = splitAtLast(plain, last);
  const isMixed = new Set(marks).size > 1;
  if (isMixed) {
    const groups = last === '.' ? ',' : '.';
    return whole.includes(last) || !isGrouped(whole, groups)
      ? { kind: 'none' }
      : number(`${whole.replaceAll(groups, '')}.${fraction}`);
  }
  if (marks.length > 1) return isGrouped(plain, last) ? number(plain.replaceAll(last, '')) : { kind: 'none' };
  if (last !== decimalMark && isGrouped(plain, last)) return { kind: 'open' };
  return number(`${whole}.${fraction}`);
}

function number(text: string): ParsedRegister {
  return { kind: 'number', value: Number(text) };
}

function splitAtLast(text: string, mark: string): [string, string] {
  const at = text.lastIndexOf(mark);
  return [text.slice(0, at), text.slice(at + 1)];
}

function isGrouped(text: string, mark: string): boolean {
  const [first = '', ...groups] = text.split(mark);
  return /^\d{1,3}$/.test(first) && groups.length > 0 && groups.every((group) => /^\d{3}$/.test(group));
}
