import { UsageFailure } from './command-failure.ts';

/** Days, months or years, both inclusive, as they were written. */
export interface DateRange {
  readonly from?: string;
  readonly to?: string;
}

/** Checks `--from` and `--to` before anything is opened; a month or year stands for all of it. @throws UsageFailure */
export function parseDateRange(options: {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}): DateRange {
  const { from, to } = options;
  const first = from === undefined ? undefined : edgeDay('--from', from, 'first');
  const last = to === undefined ? undefined : edgeDay('--to', to, 'last');
  if (first !== undefined && last !== undefined && first > last) {
    throw new UsageFailure(`--from ${from} lies after --to ${to}; swap them.`);
  }
  return { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
}

/** The first or last day that the text means, as `2024-11-27`. */
function edgeDay(option: string, text: string, edge: 'first' | 'last'): string {
  const match = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/.exec(text);
  const fail = (why: string) =>
    new UsageFailure(`${option} is "${text}", ${why}; write a day, month or year: 2024-11-27, 2024-11, 2024.`);
  if (match === null) throw fail('which is no date');
  const year = Number(match[1]);
  const month = match[2] === undefined ? (edge === 'first' ? 1 : 12) : Number(match[2]);
  if (month < 1 || month > 12) throw fail('but months go from 01 to 12');
  const days = new Date(Date.UTC(year, month, 0)).getUTCDate();
  const day = match[3] === undefined ? (edge === 'first' ? 1 : days) : Number(match[3]);
  if (day < 1 || day > days) throw fail(`but ${match[1]}-${match[2]} has ${days} days`);
  const two = (part: number) => String(part).padStart(2, '0');
  return `${match[1]}-${two(month)}-${two(day)}`;
}
