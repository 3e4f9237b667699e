import type { Configuration } from '@meterworks/meters/config';
import { type LogLevel, type LogSink, openJsonSink, openRotatingFile, textSink } from '@meterworks/runtime';
import type { CommandContext } from '../command-context.ts';
import { CommandFailure } from '../command-failure.ts';

/**
 * The daemon's log: to the terminal as text where a person watches or the configuration says so, else JSON; to the configured file
 * besides. @throws CommandFailure where the file cannot be opened
 */
export async function openDaemonLog(
  { terminal, verbose }: CommandContext,
  { logging, timezone }: Configuration,
): Promise<{ readonly sinks: LogSink[]; readonly level: LogLevel }> {
  const output = { write: (text: string) => terminal.say(text.trimEnd()) };
  const asText = logging.format === 'text';
  const sinks = [asText || terminal.watched ? textSink(output, timezone) : await openJsonSink(output)];
  if (logging.file !== undefined) {
    const file = openLogFile(logging.file.resolved, logging, (text) => terminal.say(text));
    sinks.push(asText ? textSink(file, timezone) : await openJsonSink(file));
  }
  return { level: verbose ? 'debug' : levelOf(logging.level), sinks };
}

function openLogFile(path: string, { maxBytes, backupCount }: Configuration['logging'], say: (text: string) => void) {
  const told = ({ message }: Error): string => `The log file ${path} cannot be written: ${message}`;
  try {
    return openRotatingFile(path, { maxBytes, backups: backupCount, failed: (error) => say(told(error)) });
  } catch (error) {
    throw new CommandFailure('storage', told(error as Error), { cause: error });
  }
}

function levelOf(level: Configuration['logging']['level']): LogLevel {
  if (level === 'trace') return 'debug';
  return level === 'fatal' ? 'error' : level;
}
