const formats = new Map<string, Intl.DateTimeFormat>();

/** `2024-11-27`: the local date of an instant (UTC milliseconds) in a zone, as it stands in addresses. */
export function isoDate(at: number, zone: string): string {
  // The Swedish way to write a date is ISO 8601.
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short' });
  formats.set(zone, format);
  return format.format(at);
}
