const units = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
] as const;

/** `850 ms`, `12.3 s`, `4 min 5 s`, `2 h 10 min`, `3 d 4 h`. */
export function formatDuration(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 59_950) return `${(ms / 1_000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1_000);
  const [, largest] = units.find(([, size]) => seconds * 1_000 >= size) ?? units[2];
  const parts = { 86400000: ['d', 'h', 3_600], 3600000: ['h', 'min', 60], 60000: ['min', 's', 1] } as const;
  const [name, restName, restSize] = parts[largest];
  const count = Math.floor((seconds * 1_000) / largest);
  const rest = Math.floor((seconds - (count * largest) / 1_000) / restSize);
  return rest === 0 ? `${count} ${name}` : `${count} ${name} ${rest} ${restName}`;
}

/** How long ago: `just now`, `5 min ago`, `3 h ago`, `12 d ago`. */
export function formatAgo(at: number, now: number): string {
  const ms = now - at;
  if (ms < 60_000) return 'just now';
  const [name, size] = units.find(([, size]) => ms >= size) ?? units[2];
  return `${Math.floor(ms / size)} ${name} ago`;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** `2024-11-27 14:05:09` by the clocks of the zone. */
export function formatInstant(at: number, zone: string): string {
  let format = formats.get(zone);
  if (format === undefined) {
    // The Swedish way to write a date is ISO 8601.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(zone, format);
  }
  return format.format(at);
}
