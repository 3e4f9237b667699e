import { readSide } from '../../../data/house.ts';
import { changesMessage, heartbeat, parseLastEventId, sseMessage } from '../../../live/event-stream.ts';

export const dynamic = 'force-dynamic';

const heartbeatMs = 15_000;

/**
 * What happens, as it happens. Starts with the number of the last event (`position`), then tells of changes; who names the last one
 * it has seen (`Last-Event-ID`, or `?after=`) hears first what it missed. All streams share the read side's one watcher.
 */
export async function GET(request: Request): Promise<Response> {
  const read = readSide();
  const after =
    parseLastEventId(request.headers.get('last-event-id')) ??
    parseLastEventId(new URL(request.url).searchParams.get('after'));
  const encoder = new TextEncoder();
  let stop = () => {};
  const body = new ReadableStream<Uint8Array>({
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
      request.signal.addEventListener('abort', () => {
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
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
