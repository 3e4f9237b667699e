import { openZone } from '@meterworks/assets';
import { type NumberStyle, parseDecimal } from './decimal-text.ts';
import { GrowingColumn } from './growing-column.ts';
import type { ImportedReadings, RefusalReason, RefusedRow } from './import-report.ts';
import { LocalTimes } from './local-times.ts';
import { orderReadings } from './order-readings.ts';
import { type ReadTime, rangeFault } from './reading-time.ts';

export interface RowOptions {
  readonly style: NumberStyle;
  /** IANA zone of times that name none; without it they are refused. */
  readonly timezone: string | undefined;
}

/**
 * Takes the rows of a file in their order, each taken or refused by itself, and puts the readings in order. Of a row that
 * is taken only two numbers stay: files of a sensor have millions of rows.
 */
export class ReadingRows {
  readonly #style: NumberStyle;
  readonly #local: LocalTimes | undefined;
  readonly #times = new GrowingColumn();
  readonly #values = new GrowingColumn();
  readonly #refused: RefusedRow[] = [];
  #count = 0;

  /** @throws UnknownZoneError */
  constructor({ style, timezone }: RowOptions) {
    this.#style = style;
    this.#local = timezone === undefined ? undefined : new LocalTimes(openZone(timezone));
  }

  /** `line` from 1; `text` is the row as people see it. */
  take(line: number, text: string, found: ReadTime, value: string | number): void {
    const number = typeof value === 'number' ? value : parseDecimal(value, this.#style);
    const place = typeof number === 'string' || number < 0 ? undefined : this.#times.length;
    const time = found.local ? this.#local?.read(found.time, place) : found.time;
    if (time === undefined) {
      this.refuse(line, text, 'time without zone');
      return;
    }
    const fault = Number.isNaN(time) ? 'local time skipped by the clock change' : rangeFault(time);
    if (fault !== undefined) this.refuse(line, text, fault);
    else if (typeof number === 'string') this.refuse(line, text, number);
    else if (number < 0) this.refuse(line, text, 'negative');
    else {
      this.#count++;
      this.#times.push(time);
      // A -0 is a 0.
      this.#values.push(number + 0);
    }
  }

  refuse(line: number, text: string, reason: RefusalReason): void {
    this.#count++;
    this.#refused.push({ line, text: text.slice(0, 200), reason });
  }

  /** All that were taken; ends the taking. */
  readings(): ImportedReadings {
    this.#local?.tellPassesApart(this.#times.values());
    const { times: ordered, values, ...counts } = orderReadings(this.#times.values(), this.#values.values());
    const report = { rows: this.#count, accepted: ordered.length, ...counts, refused: this.#refused };
    return { times: ordered, values, report };
  }
}
