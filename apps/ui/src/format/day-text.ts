const dayMs = 86_400_000;

/** `2024-11-27` of a day number (days since 1970-01-01 of the local date). */
export function dayText(day: number): string {
  return new Date(day * dayMs).toISOString().slice(0, 10);
}

/** Year, month 0…11 and day 1…31 of a day number. */
export function dayParts(day: number): { year: number; month: number; day: number } {
  const date = new Date(day * dayMs);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
}

/** The day number of a date; month 0…11. */
export function dayOf(year: number, month: number, day: number): number {
  return Date.UTC(year, month, day) / dayMs;
}

/** 0 on Monday … 6 on Sunday. */
export function weekdayOf(day: number): number {
  return (((day + 3) % 7) + 7) % 7;
}
