import { setTimeout as sleep } from 'node:timers/promises';
import { awaitCommand } from '../../../../acts/await-command.ts';
import { ask } from '../../../../data/house.ts';

export const dynamic = 'force-dynamic';

const patienceMs = 15_000;

/** How far a command is. Answers once it is further than `?seen=` says, or after 15 s. */
export async function GET(request: Request, { params }: { readonly params: Promise<{ readonly id: string }> }) {
  const { id } = await params;
  if (!/^\d{1,15}$/.test(id)) return new Response(null, { status: 404 });
  const seen = new URL(request.url).searchParams.get('seen');
  const answer = await ask((read) =>
    awaitCommand(read, Number(id), {
      seen,
      patienceMs,
      signal: request.signal,
      sleep: (ms, signal) => sleep(ms, undefined, { signal }),
    }),
  );
  if (answer.kind !== 'ready') return new Response(null, { status: 503 });
  if (answer.value === undefined) return new Response(null, { status: 404 });
  return Response.json(answer.value, { headers: { 'Cache-Control': 'no-store' } });
}
