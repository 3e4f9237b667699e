/** The texts between the stars of a name: `['sales/', '']` is `sales/*`, a single text is a name without stars. */
export type NamePattern = readonly string[];

export function isExact(pattern: NamePattern): boolean {
  return pattern.length === 1;
}

/** Whether a name is made of the pattern's texts in order with anything, `/` included, in place of each star. */
export function matchesName(pattern: NamePattern, name: string): boolean {
  const first = pattern[0] as string;
  if (pattern.length === 1) return name === first;
  const last = pattern.at(-1) as string;
  if (name.length < first.length + last.length || !name.startsWith(first) || !name.endsWith(last)) return false;
  const end = name.length - last.length;
  let at = first.length;
  for (let i = 1; i < pattern.length - 1; i++) {
    const text = pattern[i] as string;
    const found = name.indexOf(text, at);
    if (found < 0 || found + text.length > end) return false;
    at = found + text.length;
  }
  return true;
}

/** As it stands in a selection: texts that hold a character of the grammar are quoted. */
export function formatPattern(pattern: NamePattern): string {
  return pattern.map((text) => (text === '' && pattern.length > 1 ? '' : formatText(text))).join('*');
}

function formatText(text: string): string {
  return /^[^\s()"+*:]+$/.test(text) ? text : `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
