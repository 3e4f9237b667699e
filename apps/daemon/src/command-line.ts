import { Command, CommanderError, Option } from 'commander';
import type { CommandContext, CommandResult, Terminal } from './command-context.ts';
import { declareAnomalies } from './declarations/anomalies.ts';
import { declareBackfill } from './declarations/backfill.ts';
import { declareFindings } from './declarations/findings.ts';
import { declareOperations } from './declarations/operations.ts';
import { declareReading } from './declarations/reading.ts';
import { declareSchedules } from './declarations/schedules.ts';
import { declareService } from './declarations/service.ts';
import { declareSetup } from './declarations/setup.ts';
import { declareState } from './declarations/state.ts';
import { declareWriting } from './declarations/writing.ts';
import { exitCodeHelp, exitCodes } from './exit-code.ts';

export interface CommandLine {
  /** Without node and script. */
  readonly words: readonly string[];
  readonly version: string;
  readonly terminal: Terminal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly signal: AbortSignal;
}

/** Turns a declared command into the code it runs: the context from the global options, then the command's own. */
export type Run = (work: (context: CommandContext) => CommandResult) => Promise<void>;

/** Runs one command and gives the process's exit code. Never throws. */
export async function runCommandLine(line: CommandLine): Promise<number> {
  let code: number = exitCodes.done.code;
  const program = declareProgram(line);
  const run: Run = async (work) => {
    const { config, verbose = false } = program.opts<{ config: string; verbose?: boolean }>();
    const { terminal, environment, signal, version } = line;
    code = await work({ terminal, environment, signal, config, verbose, version });
  };
  declareReading(program, run);
  declareWriting(program, run);
  declareAnomalies(program, run);
  declareFindings(program, run);
  declareBackfill(program, run);
  declareState(program, run);
  declareSetup(program, run);
  declareOperations(program, run);
  declareSchedules(program, run);
  declareService(program, run);
  try {
    await program.parseAsync(line.words, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCodes.done.code : exitCodes.usage.code;
    if (line.signal.aborted && error === line.signal.reason) {
      line.terminal.say('Stopped before it was done; what was recorded stays.');
      return exitCodes.runFailed.code;
    }
    const { describeFailure } = await import('./describe-failure.ts');
    const verbose = line.words.includes('--verbose');
    const failure = describeFailure(error, { verbose, version: line.version });
    for (const text of failure.lines) line.terminal.say(text);
    return failure.code;
  }
}

function declareProgram({ version, terminal }: CommandLine): Command {
  return new Command('meterworks')
    .description('Turns raw utility-meter readings into series one can trust.')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print what this command does, with examples')
    .helpCommand('help [command]', 'print what a command does')
    .addOption(new Option('--config <dir>', 'the configuration folder').default('config'))
    .option('--verbose', 'say more about an unexpected error')
    .configureHelp({ showGlobalOptions: true })
    .configureOutput({
      writeOut: (text) => terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    })
    .showSuggestionAfterError()
    .showHelpAfterError('(meterworks help, or --help after a command, says more)')
    .exitOverride()
    .addHelpText(
      'after',
      `
Examples:
  meterworks validate
  meterworks import readings.csv --meter gas_zahler --timezone Europe/Berlin
  meterworks materialize
  meterworks explain consumption/strom_total/daily 2024-11-27

${exitCodeHelp()}`,
    );
}
