import type { Terminal } from '../command-context.ts';

/** A terminal over two streams. A reader that closes the pipe (`| head`) ends the output, and is no error. */
export function openTerminal(results: NodeJS.WriteStream, remarks: NodeJS.WriteStream): Terminal {
  for (const stream of [results, remarks]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
  }
  return {
    print: (text) => void results.write(`${text}\n`),
    say: (text) => void remarks.write(`${text}\n`),
    watched: remarks.isTTY === true,
  };
}
