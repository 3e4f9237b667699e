import type { LogLevel } from '../state/run-record.ts';

export type LogFields = Readonly<Record<string, unknown>>;

/** Where code says what it does. `run`, `asset` and `span` are the fields that people filter by. */
export interface Logger {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
  /** A logger that adds these fields to every line. */
  child(fields: LogFields): Logger;
}

/** One line, before it is written anywhere: secrets are already gone, fields are plain JSON. */
export interface LogRecord {
  /** UTC milliseconds. */
  readonly time: number;
  readonly level: LogLevel;
  readonly message: string;
  readonly fields: LogFields;
}

export type LogSink = (record: LogRecord) => void;

/** A line of this level is more important than those before it. */
export const logLevels = ['debug', 'info', 'warn', 'error'] as const satisfies readonly LogLevel[];
