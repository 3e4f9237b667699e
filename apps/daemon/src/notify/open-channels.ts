import type { ChannelSettings, NotificationSettings } from '@meterworks/meters/config';
import { type Channel, emailChannel, ntfyChannel, webhookChannel } from '@meterworks/runtime/notify';

/** The ways to reach people that the configuration names. */
export function openChannels({ channels, link }: NotificationSettings): Channel[] {
  const more = link === undefined ? {} : { link };
  return channels.map((settings) => openChannel(settings, more));
}

function openChannel(settings: ChannelSettings, more: { readonly link?: string }): Channel {
  switch (settings.kind) {
    case 'webhook':
      return webhookChannel({ ...settings, ...more });
    case 'ntfy':
      return ntfyChannel({ ...settings, ...more });
    case 'email':
      return emailChannel({ ...settings, ...more });
  }
}
