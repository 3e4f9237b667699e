import type { EventView } from '@meterworks/runtime/read';

/** One message of a stream of server-sent events. */
export function sseMessage(event: string, id: number, data: unknown): string {
  return `id: ${id}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Keeps proxies from taking a quiet stream for a dead one, and tells a page that it still hears. Has no number: it is no event. */
export const heartbeat = 'event: beat\ndata: {}\n\n';

/** The number after which a reader wants to go on; undefined where it says none or nonsense. */
export function parseLastEventId(text: string | null): number | undefined {
  return text !== null && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What a page needs to know of a batch of events: which kinds, which assets and runs. Undefined for none. */
export function changesMessage(events: readonly EventView[]): string | undefined {
  const last = events.at(-1);
  if (last === undefined) return undefined;
  return sseMessage('changes', last.id, {
    kinds: [...new Set(events.map(({ kind }) => kind))],
    assets: [...new Set(events.flatMap(({ asset }) => (asset === null ? [] : [asset])))],
    runs: [...new Set(events.flatMap(({ run }) => (run === null ? [] : [run])))],
  });
}
