declare const brand: unique symbol;

/** The name of a meter as its user chose it: Home Assistant's entity id, part of asset keys, tag in the store. */
export type MeterId = string & { readonly [brand]: 'meter-id' };

const longest = 128;

/**
 * Why no meter can have this name; undefined if one can. Letters of any script, digits, `_ - .` and spaces inside are fine.
 * Refused is what breaks somewhere behind: `/` separates asset keys; `.` and `..` walk in addresses; line breaks and control
 * characters break the store's line format; a backslash escapes there and in Flux, as quotes do, and `${` interpolates in
 * Flux; a backtick quotes ids in expressions; half a surrogate pair has no UTF-8. Spaces at the ends cannot be seen.
 */
export function meterIdFault(text: string): string | undefined {
  if (text === '') return 'which is empty';
  if (text.trim() !== text) return 'which starts or ends with a space';
  if (text.length > longest) return `which is longer than ${longest} characters`;
  if (text === '.' || text === '..') return 'which means a folder in addresses';
  if (!text.isWellFormed()) return 'which holds half a character';
  if (/[\p{Cc}\p{Zl}\p{Zp}\u200B\uFEFF]/u.test(text)) return 'which holds a line break or control character';
  if (text.includes('${')) return 'which holds "${"';
  const refused = /[/\\"'`*]/.exec(text)?.[0];
  return refused === undefined ? undefined : `which holds ${refused}`;
}

/** The only maker of meter ids; a RangeError for a text that `meterIdFault` refuses. */
export function meterId(text: string): MeterId {
  const fault = meterIdFault(text);
  if (fault !== undefined) throw new RangeError(`a meter cannot be called ${JSON.stringify(text)}, ${fault}`);
  return text as MeterId;
}
