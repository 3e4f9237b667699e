import type { HourHistory } from './hour-history.ts';

/** Days on either side that teach; the next wider reach where fewer than `leastDays` of the class are known. */
const reaches = [28, 56, 84, 365] as const;
const leastDays = 3;

/**
 * What an hour of the history is expected to have: ½ (mean + median) of the same wall-clock hour on known days of the same class within
 * ±28 days (meter-science §3). The mean keeps rare large amounts, the median the habit. Undefined where nothing teaches it.
 */
export function expectedHour(history: HourHistory, slot: number): number | undefined {
  const day = Math.floor(slot / 24);
  for (const reach of reaches) {
    const known = likes(history, day, slot % 24, reach, true);
    if (known.length >= leastDays) return centre(known);
  }
  const any = likes(history, day, slot % 24, reaches[reaches.length - 1] as number, false);
  return any.length >= leastDays ? centre(any) : undefined;
}

function likes(
  { hours, dayClasses }: HourHistory,
  day: number,
  slot: number,
  reach: number,
  sameClass: boolean,
): number[] {
  const found: number[] = [];
  const to = Math.min(dayClasses.length - 1, day + reach);
  for (let other = Math.max(0, day - reach); other <= to; other++) {
    if (sameClass && dayClasses[other] !== dayClasses[day]) continue;
    const amount = hours[other * 24 + slot] as number;
    if (amount >= 0) found.push(amount);
  }
  return found;
}

function centre(amounts: number[]): number {
  let total = 0;
  for (const amount of amounts) total += amount;
  amounts.sort((a, b) => a - b);
  const low = amounts[(amounts.length - 1) >> 1] as number;
  const high = amounts[amounts.length >> 1] as number;
  return (total / amounts.length + (low + high) / 2) / 2;
}
