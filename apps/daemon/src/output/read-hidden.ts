import type { ReadStream } from 'node:tty';

/** Asks for a line that does not appear on the terminal as it is typed. */
export function readHidden(
  input: ReadStream,
  say: (text: string) => void,
  question: string,
  signal: AbortSignal,
): Promise<string> {
  say(question);
  return new Promise((resolve, reject) => {
    let line = '';
    const end = () => {
      input.setRawMode(false);
      input.pause();
      input.off('data', onData);
    };
    const onData = (typed: string) => {
      for (const char of typed) {
        if (char === '\u0003' || char === '\u0004') {
          end();
          reject(new Error('no password was typed'));
          return;
        }
        if (char === '\r' || char === '\n') {
          end();
          resolve(line);
          return;
        }
        line = char === '\u007f' || char === '\b' ? line.slice(0, -1) : line + char;
      }
    };
    signal.addEventListener('abort', () => {
      end();
      reject(signal.reason as Error);
    });
    input.setRawMode(true);
    input.setEncoding('utf8').on('data', onData);
    input.resume();
  });
}
