import { hearPost, type StreamPost, type StreamState } from './stream-post.ts';

/** Without a word for so long, two heartbeats and a bit, a connection is taken for dead. */
export const silenceMs = 40_000;
/** Before another try where the server refused. */
const pauseMs = 5_000;
const name = 'meterworks-events';

export interface StreamListener {
  readonly connected: (connected: boolean) => void;
  /** Something has happened: what is shown may be out of date. */
  readonly changed: () => void;
}

/**
 * Follows what happens while the page is seen. Of all tabs in view one listens to the server: the one that holds the lock of that
 * name, which the browser hands on when a tab is hidden, closed or dead. It tells the others over a channel; whoever takes over goes on
 * after the last event that was told. Where the browser has no locks (an address without https that is not this machine), each tab
 * in view listens by itself.
 */
export function followStream(listener: StreamListener): () => void {
  let state: StreamState = { connected: false, id: undefined };
  let leave: (() => void) | undefined;

  const enter = () => {
    const ended = new AbortController();
    const channel = new BroadcastChannel(name);
    let source: EventSource | undefined;
    let silence: ReturnType<typeof setTimeout> | undefined;

    const hear = (post: StreamPost) => {
      const heard = hearPost(state, post);
      state = heard.state;
      listener.connected(state.connected);
      if (heard.stale) listener.changed();
      clearTimeout(silence);
      if (!ended.signal.aborted) silence = setTimeout(fallSilent, silenceMs);
    };
    const fallSilent = () => {
      if (source === undefined) hear({ kind: 'lost' });
      else listenAnew(0);
    };
    const tell = (post: StreamPost) => {
      hear(post);
      channel.postMessage(post);
    };
    const listenAnew = (afterMs: number) => {
      source?.close();
      tell({ kind: 'lost' });
      if (afterMs === 0) return listen();
      clearTimeout(silence);
      silence = setTimeout(listen, afterMs);
    };
    const listen = () => {
      if (ended.signal.aborted) return;
      const own = new EventSource(state.id === undefined ? '/api/events' : `/api/events?after=${state.id}`);
      source = own;
      // A server that is away is tried again by the browser; one that refuses is not.
      own.onerror = () => (own.readyState === EventSource.CLOSED ? listenAnew(pauseMs) : tell({ kind: 'lost' }));
      own.addEventListener('beat', () => tell({ kind: 'alive', id: state.id }));
      own.addEventListener('position', ({ lastEventId: id }) => tell({ kind: 'alive', id }));
      own.addEventListener('changes', ({ lastEventId: id }) => tell({ kind: 'changes', id }));
    };

    channel.onmessage = ({ data }: MessageEvent<StreamPost>) => {
      if (data.kind !== 'ask') hear(data);
      else if (source?.readyState === EventSource.OPEN) channel.postMessage({ kind: 'alive', id: state.id });
    };
    if (navigator.locks === undefined) listen();
    else {
      const { signal } = ended;
      const held = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
      navigator.locks
        .request(name, { signal }, () => {
          listen();
          return held;
        })
        .catch(() => undefined); // left before it was its turn
      channel.postMessage({ kind: 'ask' } satisfies StreamPost);
    }
    return () => {
      ended.abort();
      source?.close();
      channel.close();
      clearTimeout(silence);
      state = { ...state, connected: false };
      listener.connected(false);
    };
  };

  const follow = () => {
    if (!document.hidden) leave ??= enter();
    else {
      leave?.();
      leave = undefined;
    }
  };
  follow();
  document.addEventListener('visibilitychange', follow);
  return () => {
    document.removeEventListener('visibilitychange', follow);
    leave?.();
  };
}
