import { dayMs, parseDay } from '@meterworks/assets';
import { parseCivilMoment } from '../config/civil-text.ts';

/** Why a text is no instant. */
export type TimeFault =
  | 'bad time'
  | 'date without time of day'
  | 'time without zone'
  | 'local time skipped by the clock change'
  | 'time before 1970'
  | 'time after 2200';

/** First instant of 2201, UTC ms. */
const afterLast = 7_289_654_400_000;

/** Which of the two the number says: UTC ms, or ms since 1970 on the wall clock. */
export interface ReadTime {
  readonly local: boolean;
  readonly time: number;
}

/** Reads the times of one file; remembers the day that it read last, for rows of one day follow each other. */
export class TimeReader {
  #dateText = '';
  #dayTime = Number.NaN;

  read(text: string): ReadTime | TimeFault {
    // The shape that programs write: 2024-10-27T02:30:00Z or +02:00, with nothing to decide about.
    const zone = text.length === 20 ? text.charCodeAt(19) : 0;
    if (zone === 90 && text[13] === ':' && text[16] === ':' && (text[10] === 'T' || text[10] === ' ')) {
      const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
      if (hour < 24 && minute < 60 && second < 60) {
        const date = this.#dayStart(text.slice(0, 10));
        return Number.isNaN(date)
          ? 'bad time'
          : { local: false, time: date + ((hour * 60 + minute) * 60 + second) * 1000 };
      }
    }
    const trimmed = text.trim();
    const moment = parseCivilMoment(trimmed);
    if (moment?.kind === 'instant') return { local: false, time: moment.time };
    if (moment?.kind === 'wall-clock') return { local: true, time: moment.wallTime };
    return parseDay(trimmed) === undefined ? 'bad time' : 'date without time of day';
  }

  /** UTC ms of 00:00Z; NaN for what is no date. */
  #dayStart(text: string): number {
    if (text !== this.#dateText) {
      const day = parseDay(text);
      this.#dateText = text;
      this.#dayTime = day === undefined ? Number.NaN : day * dayMs;
    }
    return this.#dayTime;
  }
}

export function rangeFault(time: number): TimeFault | undefined {
  if (time < 0) return 'time before 1970';
  return time >= afterLast ? 'time after 2200' : undefined;
}

/** Two digits as a number; NaN or something beyond 99 for others. */
function pair(text: string, at: number): number {
  const tens = text.charCodeAt(at) - 48;
  const ones = text.charCodeAt(at + 1) - 48;
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
}
