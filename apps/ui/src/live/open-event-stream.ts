import type { ReadSide } from '@meterworks/runtime/read';
import { changesMessage, heartbeat, sseMessage } from './event-stream.ts';

/** Milliseconds between two heartbeats. */
export const heartbeatMs = 15_000;

/**
 * What one reader of the stream is sent, until the signal is aborted. Starts with the number of the last event (`position`), then
 * tells of changes; who names the last one it has seen (`after`) hears first what it missed. All streams share the read side's one
 * watcher.
 */
export function openEventStream(
  read: Pick<ReadSide, 'follow' | 'lastEventId' | 'eventsAfter'>,
  { after, signal }: { readonly after: number | undefined; readonly signal: AbortSignal },
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let stop = () => {};
  return new ReadableStream<Uint8Array>({
    async start(controller) {
      const send = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          stop(); // the reader is gone
        }
      };
      // While the database is out of reach the watcher goes on, and the heartbeat with it.
      const unfollow = read.follow((events) => {
        const message = changesMessage(events);
        if (message !== undefined) send(message);
      });
      const beat = setInterval(() => send(heartbeat), heartbeatMs);
      stop = () => {
        clearInterval(beat);
        unfollow();
      };
      signal.addEventListener('abort', () => {
        stop();
        try {
          controller.close();
        } catch {
          // closed already
        }
      });
      send('retry: 2000\n\n');
      try {
        const last = await read.lastEventId();
        if (after !== undefined && after !== last) {
          // Missed more than one batch, or another database: one message says that everything may have changed.
          const missed = after < last ? await read.eventsAfter(after) : [];
          send(
            missed.length > 0 && missed.at(-1)?.id === last
              ? (changesMessage(missed) ?? '')
              : sseMessage('changes', last, {}),
          );
        } else send(sseMessage('position', last, {}));
      } catch {
        send(heartbeat); // no database yet
      }
    },
    cancel() {
      stop();
    },
  });
}
