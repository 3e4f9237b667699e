/** Does one thing after the other, in the order asked for; a failed one does not stop those behind it. */
export interface WorkQueue {
  /** Gives what the work gives. Work that is asked for after `close` is refused with the reason given there. */
  add<T>(work: () => Promise<T>): Promise<T>;
  /** Ends when the work at hand has ended; what waits is refused. */
  close(reason: Error): Promise<void>;
}

/** `ended` is called whenever a piece of work has ended. */
export function openWorkQueue(ended: () => void = () => {}): WorkQueue {
  let last: Promise<unknown> = Promise.resolve();
  let closed: Error | undefined;
  return {
    add<T>(work: () => Promise<T>): Promise<T> {
      const result = last.then(() => {
        if (closed !== undefined) throw closed;
        return work();
      });
      last = result.then(ended, ended);
      return result;
    },
    async close(reason) {
      closed = reason;
      await last;
    },
  };
}
