/** How the command ends, for scripts: the one table, printed in `--help` and in docs/cli.md. */
export const exitCodes = {
  done: { code: 0, meaning: 'done' },
  runFailed: {
    code: 1,
    meaning: 'a run failed, was cancelled or was done in part; `doctor` found an error; or an unexpected error',
  },
  usage: { code: 2, meaning: 'usage: an unknown command, option, asset, meter or file, or nothing usable in a file' },
  configuration: { code: 3, meaning: 'the configuration has errors' },
  storage: { code: 4, meaning: 'the storage is out of reach, or another process is working on it' },
} as const;

export type ExitName = keyof typeof exitCodes;

export function exitCodeHelp(): string {
  const rows = Object.values(exitCodes).map(({ code, meaning }) => `  ${code}  ${meaning}`);
  return `Exit codes:\n${rows.join('\n')}`;
}
