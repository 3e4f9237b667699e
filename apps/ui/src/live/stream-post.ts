/** What the tab that listens to the server tells the others, and what they ask it. */
export type StreamPost =
  /** The connection stands; `id` is the last event that is known. */
  | { readonly kind: 'alive'; readonly id: string | undefined }
  | { readonly kind: 'changes'; readonly id: string }
  | { readonly kind: 'lost' }
  /** A tab has come into view and wants to know how things stand. */
  | { readonly kind: 'ask' };

/** What a tab knows of the stream, whoever listens. */
export interface StreamState {
  readonly connected: boolean;
  /** The last event that is known; undefined before the first word. */
  readonly id: string | undefined;
}

/** What a word of the listening tab makes of what a tab knows, and whether what it shows is out of date by it. */
export function hearPost(
  state: StreamState,
  post: StreamPost,
): { readonly state: StreamState; readonly stale: boolean } {
  switch (post.kind) {
    case 'alive': {
      // A tab that was hidden meanwhile sees by the number that it missed something.
      const stale = post.id !== undefined && state.id !== undefined && post.id !== state.id;
      return { state: { connected: true, id: post.id ?? state.id }, stale };
    }
    case 'changes':
      return { state: { connected: true, id: post.id }, stale: true };
    case 'lost':
      return { state: { ...state, connected: false }, stale: false };
    case 'ask':
      return { state, stale: false };
  }
}
