import type { Secret } from '@meterworks/assets';
import type { Channel } from './channel.ts';
import type { NoticeSeverity } from './notice.ts';
import { postMessage } from './post-message.ts';

export interface NtfySettings {
  /** The server: https://ntfy.sh */
  readonly url: string;
  /** Whoever knows it can read along. */
  readonly topic: Secret;
  readonly token?: Secret;
  readonly least: NoticeSeverity;
  readonly link?: string;
}

/** In ntfy's words (docs.ntfy.sh/publish): 3 is its default, 5 rings through a silenced phone. */
const priorities: Readonly<Record<NoticeSeverity, number>> = { info: 3, warning: 4, critical: 5 };
const tags: Readonly<Record<NoticeSeverity, string>> = {
  info: 'information_source',
  warning: 'warning',
  critical: 'rotating_light',
};
/** Longer texts would arrive as an attachment. */
const longestBytes = 4000;

export function ntfyChannel({ url, topic, token, least, link }: NtfySettings): Channel {
  return {
    name: 'ntfy',
    least,
    send({ severity, title, text }, signal) {
      const body = {
        topic: topic.reveal(),
        title,
        message: shortened(text),
        priority: priorities[severity],
        tags: [tags[severity]],
        ...(link !== undefined && { click: link }),
      };
      return postMessage('ntfy', { url, token: token?.reveal(), body }, signal);
    },
  };
}

function shortened(text: string): string {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= longestBytes) return text;
  // A character that is cut in two becomes a replacement sign, which is cut off as well.
  return `${new TextDecoder().decode(bytes.subarray(0, longestBytes)).replace(/�+$/, '')} …`;
}
