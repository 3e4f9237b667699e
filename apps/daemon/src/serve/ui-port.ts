import { connect, createServer } from 'node:net';

/** Why nothing can listen there, or undefined if it can. */
export function portFault(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve('something else listens there already');
      else if (error.code === 'EACCES') resolve('this user may not listen there');
      else if (error.code === 'EADDRNOTAVAIL' || error.code === 'ENOTFOUND')
        resolve('this machine has no such address');
      else resolve(error.message);
    });
    probe.listen(port, host, () => probe.close(() => resolve(undefined)));
  });
}

/** Ends when something answers there, or the signal is aborted. */
export async function untilAnswering(
  host: string,
  port: number,
  sleep: (ms: number, signal: AbortSignal) => Promise<void>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted && !(await answers(host, port))) await sleep(100, signal).catch(() => undefined);
}

function answers(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port });
    const end = (answer: boolean) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true));
    socket.once('error', () => end(false));
  });
}
