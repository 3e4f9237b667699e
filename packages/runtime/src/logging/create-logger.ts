import type { Secret } from '@meterworks/assets';
import type { Clock } from '../clock/clock.ts';
import { systemClock } from '../clock/system-clock.ts';
import type { LogLevel } from '../state/run-record.ts';
import { type LogFields, type Logger, type LogRecord, type LogSink, logLevels } from './logger.ts';
import { plainFields } from './plain-fields.ts';
import { redactor } from './redact.ts';

export interface LoggerOptions {
  /** Every line goes to each of them. */
  readonly sinks: readonly LogSink[];
  /** Lines below it are dropped; `info` unless told. */
  readonly level?: LogLevel;
  /** Texts that no line may hold, wherever they come from; a function where they may change. */
  readonly secrets?: readonly Secret[] | (() => readonly Secret[]);
  readonly clock?: Clock;
}

export function createLogger({ sinks, level = 'info', secrets = [], clock = systemClock }: LoggerOptions): Logger {
  const current = typeof secrets === 'function' ? secrets : () => secrets;
  let known = current();
  let redactKnown = redactor(known);
  const redact = (text: string): string => {
    const now = current();
    if (now !== known) {
      known = now;
      redactKnown = redactor(known);
    }
    return redactKnown(text);
  };
  const lowest = logLevels.indexOf(level);
  const loggerWith = (bound: LogFields): Logger => {
    const write = (level: LogLevel) => (message: string, fields?: LogFields) => {
      if (logLevels.indexOf(level) < lowest) return;
      const all = plainFields({ ...bound, ...fields }, redact);
      const record: LogRecord = { time: clock.now(), level, message: redact(message), fields: all };
      for (const sink of sinks) sink(record);
    };
    return {
      debug: write('debug'),
      info: write('info'),
      warn: write('warn'),
      error: write('error'),
      child: (fields) => loggerWith({ ...bound, ...fields }),
    };
  };
  return loggerWith({});
}

/** Says nothing. */
export const silentLogger: Logger = {
  debug() {},
  info() {},
  warn() {},
  error() {},
  child: () => silentLogger,
};

/** A logger that keeps its lines, for tests. */
export function memoryLogger(
  options: Omit<LoggerOptions, 'sinks'> = {},
): Logger & { readonly records: readonly LogRecord[] } {
  const records: LogRecord[] = [];
  const logger = createLogger({ level: 'debug', ...options, sinks: [(record) => records.push(record)] });
  return { ...logger, records };
}
