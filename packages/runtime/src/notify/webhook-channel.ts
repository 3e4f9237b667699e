import type { Secret } from '@meterworks/assets';
import type { Channel } from './channel.ts';
import type { NoticeSeverity } from './notice.ts';
import { postMessage } from './post-message.ts';

export interface WebhookSettings {
  /** May hold a key. */
  readonly url: Secret;
  /** Sent as a bearer token. */
  readonly token?: Secret;
  readonly least: NoticeSeverity;
  /** Where people may look, beside the message. */
  readonly link?: string;
}

/** Posts each message as JSON: `source`, `severity`, `title`, `text`, `link`, and `notices` with times as ISO 8601. */
export function webhookChannel({ url, token, least, link }: WebhookSettings): Channel {
  return {
    name: 'webhook',
    least,
    send({ notices, ...message }, signal) {
      const body = {
        source: 'meterworks',
        ...message,
        ...(link !== undefined && { link }),
        notices: notices.map(({ at, ...notice }) => ({ ...notice, at: new Date(at).toISOString() })),
      };
      return postMessage('webhook', { url: url.reveal(), token: token?.reveal(), body }, signal);
    },
  };
}
