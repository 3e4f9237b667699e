import { readSide } from '../../../data/house.ts';
import { parseLastEventId } from '../../../live/event-stream.ts';
import { openEventStream } from '../../../live/open-event-stream.ts';

export const dynamic = 'force-dynamic';

/** What happens, as it happens. The last event that is known comes as `Last-Event-ID`, or as `?after=`. */
export function GET(request: Request): Response {
  const after =
    parseLastEventId(request.headers.get('last-event-id')) ??
    parseLastEventId(new URL(request.url).searchParams.get('after'));
  return new Response(openEventStream(readSide(), { after, signal: request.signal }), {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-cache, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}
