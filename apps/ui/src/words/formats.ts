import { type Language, locales } from './language.ts';

/** How numbers and times are written in a language. Instants are UTC milliseconds; a zone is an IANA name. */
export interface Formats {
  readonly locale: string;
  /** A whole number: `1,234`. */
  count(value: number): string;
  /** A measured amount with about four significant digits, and its unit: `12.35 m³`. */
  amount(value: number, unit?: string | null): string;
  /** What a register shows, to the thousandth, and its unit: `12,345.6 kWh`. */
  register(value: number, unit: string | null): string;
  /** A share of 0…1 as `87 %`; never rounded up to 100 % or down to 0 %. */
  share(share: number): string;
  /** `850 ms`, `12.3 s`, `4 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
  duration(ms: number): string;
  /** Date and time to the second: `27 Nov 2024, 14:05:09`. */
  instant(at: number, zone: string): string;
  /** The same without seconds. */
  minute(at: number, zone: string): string;
  /** `27 Nov 2024`. */
  date(at: number, zone: string): string;
  /** `14:05:09`. */
  time(at: number, zone: string): string;
  /** The date of a day number (days since 1970-01-01 of the local date): `Wed 27 Nov 2024`. */
  day(day: number): string;
  /** January to December, short. */
  readonly months: readonly string[];
}

const units = [
  ['d', 86_400_000, 'h', 3_600_000],
  ['h', 3_600_000, 'min', 60_000],
  ['min', 60_000, 's', 1_000],
] as const;

const made = new Map<Language, Formats>();

export function formatsOf(language: Language): Formats {
  const known = made.get(language) ?? makeFormats(locales[language]);
  made.set(language, known);
  return known;
}

function makeFormats(locale: string): Formats {
  const numbers = new Map<number, Intl.NumberFormat>();
  const number = (value: number, digits: number): string => {
    const format = numbers.get(digits) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits });
    numbers.set(digits, format);
    // A minus that rounds away leaves "-0".
    return format.format(value).replace(/^-0$/, '0');
  };
  const times = new Map<string, Intl.DateTimeFormat>();
  const time = (at: number, zone: string, style: keyof typeof timeStyles): string => {
    const name = `${style} ${zone}`;
    const format = times.get(name) ?? new Intl.DateTimeFormat(locale, { timeZone: zone, ...timeStyles[style] });
    times.set(name, format);
    return format.format(at);
  };
  const weekday = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', weekday: 'short' });
  const month = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'short' });
  return {
    locale,
    count: (value) => number(value, 0),
    amount(value, unit) {
      const suffix = unit === undefined || unit === null || unit === '' ? '' : ` ${unit}`;
      if (!Number.isFinite(value)) return `–${suffix}`;
      const size = Math.abs(value);
      const digits = size === 0 || size >= 1000 ? 0 : Math.min(6, 3 - Math.floor(Math.log10(size)));
      return `${number(value, digits)}${suffix}`;
    },
    register: (value, unit) => `${number(value, 3)}${unit === null ? '' : ` ${unit}`}`,
    share(share) {
      if (!Number.isFinite(share)) return '–';
      const percent = Math.round(share * 100);
      if (percent >= 100 && share < 1) return '> 99 %';
      if (percent <= 0 && share > 0) return '< 1 %';
      return `${percent} %`;
    },
    duration(ms) {
      if (ms < 1_000) return `${Math.round(ms)} ms`;
      if (ms < 59_950)
        return `${new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(ms / 1_000)} s`;
      const whole = Math.round(ms / 1_000) * 1_000;
      const [name, size, restName, restSize] = units.find((unit) => whole >= unit[1]) ?? units[2];
      const rest = Math.floor((whole % size) / restSize);
      const count = Math.floor(whole / size);
      return rest === 0 ? `${count} ${name}` : `${count} ${name} ${rest} ${restName}`;
    },
    instant: (at, zone) => time(at, zone, 'instant'),
    minute: (at, zone) => time(at, zone, 'minute'),
    date: (at, zone) => time(at, zone, 'date'),
    time: (at, zone) => time(at, zone, 'time'),
    day(day) {
      const at = day * 86_400_000;
      return `${weekday.format(at)} ${time(at, 'UTC', 'date')}`;
    },
    months: Array.from({ length: 12 }, (_, index) => month.format(Date.UTC(2024, index, 1))),
  };
}

const timeStyles = {
  instant: { dateStyle: 'medium', timeStyle: 'medium' },
  minute: { dateStyle: 'medium', timeStyle: 'short' },
  date: { dateStyle: 'medium' },
  time: { timeStyle: 'medium' },
} as const;
