import type { DestinationStream } from 'pino';
import type { LogFields, LogRecord, LogSink } from './logger.ts';

/** Something that text is written to, such as `process.stderr`. */
export interface TextOutput {
  write(text: string): unknown;
}

/**
 * One JSON object a line: time (ISO-8601), level, message, then the fields. Written at once, so that a crash loses none. Loads pino,
 * which is why it is asynchronous.
 */
export async function openJsonSink(output: TextOutput | number = 1): Promise<LogSink> {
  const { pino } = await import('pino');
  const destination: DestinationStream =
    typeof output === 'number'
      ? pino.destination({ dest: output, sync: true })
      : { write: (text) => void output.write(text) };
  const log = pino(
    {
      base: null,
      timestamp: false, // the record brings its own, from the clock that was passed in
      level: 'debug',
      messageKey: 'message',
      formatters: { level: (level) => ({ level }) },
    },
    destination,
  );
  return ({ time, level, message, fields }) =>
    log[level]({ time: new Date(time).toISOString(), ...besideReserved(fields) }, message);
}

/** Fields whose names the line itself uses get an underscore. */
function besideReserved(fields: LogFields): LogFields {
  if (!('time' in fields || 'level' in fields || 'message' in fields)) return fields;
  const rename = (name: string) => (['time', 'level', 'message'].includes(name) ? `${name}_` : name);
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [rename(name), value]));
}

/** One line for people: local time, level where it is not `info`, message, fields as name=value. */
export function textSink(output: TextOutput, zone?: string): LogSink {
  const clockTime = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    ...(zone === undefined ? {} : { timeZone: zone }),
  });
  return (record) => void output.write(`${clockTime.format(record.time)}  ${textOf(record)}\n`);
}

function textOf({ level, message, fields }: LogRecord): string {
  return [...(level === 'info' ? [] : [level.toUpperCase()]), message, ...shownFields(fields)].join('  ');
}

/** Fields as name=value, quoted where a value is no single word. */
export function shownFields(fields: LogFields): string[] {
  return Object.entries(fields)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) =>
      typeof value === 'string' && /^[^\s"=]+$/.test(value) ? `${name}=${value}` : `${name}=${JSON.stringify(value)}`,
    );
}
