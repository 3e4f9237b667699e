const whole = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 0 });

/** `1,234`. */
export function formatCount(count: number): string {
  return whole.format(count);
}

const formats = new Map<number, Intl.NumberFormat>();

/** A measured amount with about four significant digits, and its unit: `1,234 kWh`, `12.35 m³`, `0.0123 MWh`. */
export function formatAmount(value: number, unit?: string | null): string {
  const suffix = unit === undefined || unit === null || unit === '' ? '' : ` ${unit}`;
  if (!Number.isFinite(value)) return `–${suffix}`;
  const size = Math.abs(value);
  const digits = size === 0 || size >= 1000 ? 0 : Math.min(6, 3 - Math.floor(Math.log10(size)));
  let format = formats.get(digits);
  if (format === undefined) {
    format = new Intl.NumberFormat('en-GB', { maximumFractionDigits: digits });
    formats.set(digits, format);
  }
  // A minus that rounds away leaves "-0".
  return `${format.format(value).replace(/^-0$/, '0')}${suffix}`;
}

/** A share of 0…1 as `87 %`; never rounded up to 100 % or down to 0 %. */
export function formatShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  const percent = Math.round(share * 100);
  if (percent >= 100 && share < 1) return '> 99 %';
  if (percent <= 0 && share > 0) return '< 1 %';
  return `${percent} %`;
}
