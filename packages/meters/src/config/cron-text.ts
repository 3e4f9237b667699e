interface Field {
  readonly name: string;
  readonly least: number;
  readonly most: number;
  readonly names: readonly string[];
}

const months = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const weekdays = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

const second: Field = { name: 'second', least: 0, most: 59, names: [] };
const fields: readonly Field[] = [
  { name: 'minute', least: 0, most: 59, names: [] },
  { name: 'hour', least: 0, most: 23, names: [] },
  { name: 'day', least: 1, most: 31, names: [] },
  { name: 'month', least: 1, most: 12, names: months },
  { name: 'weekday', least: 0, most: 7, names: weekdays },
];

const nicknames = /^@(yearly|annually|monthly|weekly|daily|midnight|hourly)$/i;

/**
 * Why a text is no cron expression of five fields (or six, the first being seconds); undefined if it is one.
 * Understands `*`, lists, ranges, steps, names of months and weekdays, `?`, `L`, and the nicknames such as `@daily`.
 */
export function cronFault(text: string): string | undefined {
  if (nicknames.test(text.trim())) return undefined;
  const parts = text.trim().split(/\s+/);
  if (parts.length !== 5 && parts.length !== 6)
    return `which has ${text.trim() === '' ? 0 : parts.length} fields of the five of a cron expression`;
  const expected = parts.length === 6 ? [second, ...fields] : fields;
  for (const [index, field] of expected.entries()) {
    const part = parts[index] ?? '';
    if (!part.split(',').every((item) => isItem(item, field)))
      return `whose ${field.name} field cannot be ${JSON.stringify(part)}`;
  }
  return undefined;
}

function isItem(item: string, field: Field): boolean {
  const [range = '', step, ...rest] = item.split('/');
  if (rest.length > 0 || (step !== undefined && !(/^\d{1,4}$/.test(step) && Number(step) > 0))) return false;
  // Steps go through a range: `5/15` is refused where it is worked out.
  if (step !== undefined && range !== '*' && !range.includes('-')) return false;
  if (range === '*' || range === '?') return true;
  if (/^L$/i.test(range)) return field.name === 'day';
  if (field.name === 'weekday' && /^[\dA-Z]+(#[1-5]|L|#L)$/i.test(range))
    return isValue(range.replace(/(#[1-5]|#?L)$/i, ''), field);
  const ends = range.split('-');
  return ends.length <= 2 && ends.every((end) => isValue(end, field)) && !isBackwards(ends, field);
}

/** `22-6`: croner, which works the expression out, does not go round the end. Sunday may end a week as well as begin one. */
function isBackwards([from, to]: readonly string[], field: Field): boolean {
  if (from === undefined || to === undefined) return false;
  return numberOf(from, field) > (/^SUN$/i.test(to) ? 7 : numberOf(to, field));
}

function numberOf(text: string, field: Field): number {
  const name = field.names.indexOf(text.toUpperCase());
  return name === -1 ? Number(text) : name + field.least;
}

function isValue(text: string, field: Field): boolean {
  if (field.names.includes(text.toUpperCase())) return true;
  return /^\d{1,2}$/.test(text) && Number(text) >= field.least && Number(text) <= field.most;
}
