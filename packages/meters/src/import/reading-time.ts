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

const [plus, minus, point, colon, letterT, letterZ, space] = [43, 45, 46, 58, 84, 90, 32];

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
    const plain = this.#plain(text);
    if (plain !== undefined) return plain;
    const trimmed = text.trim();
    const moment = parseCivilMoment(trimmed);
    if (moment?.kind === 'instant') return { local: false, time: moment.time };
    if (moment?.kind === 'wall-clock') return { local: true, time: moment.wallTime };
    return parseDay(trimmed) === undefined ? 'bad time' : 'date without time of day';
  }

  /**
   * The shapes that programs write, `2024-10-27T02:30:00`, with or without three decimals, then `Z`, `+02:00` or nothing,
   * read by character; undefined for all else, which is left to the slower reader.
   */
  #plain(text: string): ReadTime | undefined {
    if (text.charCodeAt(13) !== colon || text.charCodeAt(16) !== colon) return undefined;
    const between = text.charCodeAt(10);
    if (between !== letterT && between !== space) return undefined;
    const [hour, minute, second] = [pair(text, 11), pair(text, 14), pair(text, 17)];
    if (!(hour < 24 && minute < 60 && second < 60)) return undefined;
    let time = this.#dayStart(text.slice(0, 10)) + ((hour * 60 + minute) * 60 + second) * 1000;
    let at = 19;
    if (text.charCodeAt(19) === point) {
      time += pair(text, 20) * 10 + digit(text, 22);
      at = 23;
    }
    if (Number.isNaN(time)) return undefined;
    const zone = text.charCodeAt(at);
    if (text.length === at) return { local: true, time };
    if (zone === letterZ && text.length === at + 1) return { local: false, time };
    if ((zone !== plus && zone !== minus) || text.length !== at + 6 || text.charCodeAt(at + 3) !== colon)
      return undefined;
    const [hours, minutes] = [pair(text, at + 1), pair(text, at + 4)];
    if (!(hours <= 18 && minutes < 60)) return undefined;
    const offset = (hours * 60 + minutes) * 60_000;
    return { local: false, time: zone === plus ? time - offset : time + offset };
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

/** Two digits as a number; NaN for anything else. */
function pair(text: string, at: number): number {
  return digit(text, at) * 10 + digit(text, at + 1);
}

function digit(text: string, at: number): number {
  const value = text.charCodeAt(at) - 48;
  return value >= 0 && value <= 9 ? value : Number.NaN;
}
