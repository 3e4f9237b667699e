import { readFileSync } from 'node:fs';
import { runCommandLine } from './command-line.ts';
import { openTerminal } from './output/terminal.ts';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

const cancel = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first asks the work to stop in order; a second one does not wait.
    if (cancel.signal.aborted) process.exit(signal === 'SIGINT' ? 130 : 143);
    cancel.abort(new Error(`stopped by ${signal}`));
  });
}

process.exitCode = await runCommandLine({
  words: process.argv.slice(2),
  version,
  terminal: openTerminal(process.stdout, process.stderr),
  environment: process.env,
  signal: cancel.signal,
});
