import { closeSync, existsSync, fstatSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import type { TextOutput } from './log-sinks.ts';

export interface RotatingFileOptions {
  /** Size in bytes beyond which a text begins a new file. */
  readonly maxBytes: number;
  /** Full files that are kept, as `path.1` (the newest) and so on; with 0 a full file is emptied. */
  readonly backups: number;
  /** Told once each time that writing begins to fail: a log that cannot be written ends nothing. */
  readonly failed?: (error: Error) => void;
}

/** A file that is written at once, so that a crash loses no line, and turned over when it is full. @throws NodeJS.ErrnoException */
export function openRotatingFile(path: string, options: RotatingFileOptions): TextOutput & { close(): void } {
  const { maxBytes, backups, failed = () => {} } = options;
  mkdirSync(dirname(path), { recursive: true });
  let file: number | undefined = openSync(path, 'a', 0o640);
  let size = fstatSync(file).size;
  let isFailing = false;

  const turnOver = (): void => {
    if (file !== undefined) closeSync(file);
    file = undefined;
    for (let number = backups; number > 0; number--) {
      const from = number === 1 ? path : `${path}.${number - 1}`;
      if (existsSync(from)) renameSync(from, `${path}.${number}`);
    }
    if (backups === 0) rmSync(path, { force: true });
  };
  return {
    write(text) {
      const bytes = Buffer.from(text);
      try {
        if (size > 0 && size + bytes.length > maxBytes) turnOver();
        if (file === undefined) {
          file = openSync(path, 'a', 0o640);
          size = fstatSync(file).size;
        }
        writeSync(file, bytes);
        size += bytes.length;
        isFailing = false;
      } catch (error) {
        if (!isFailing) failed(error as Error);
        isFailing = true;
      }
    },
    close() {
      if (file !== undefined) closeSync(file);
      file = undefined;
    },
  };
}
