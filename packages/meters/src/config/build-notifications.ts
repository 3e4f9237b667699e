import { Secret } from '@meterworks/assets';
import type { ChannelSettings, NotificationSettings } from './notification-settings.ts';
import type { Secrets } from './read-secrets.ts';
import type { ConfigFile } from './schema/config-file.ts';

/** Channels that have all they need: `checkNotifications` says what the others lack. */
export function buildNotifications(given: ConfigFile['notifications'], secrets: Secrets): NotificationSettings {
  const { link, quiet_hours: quietHours, overdue_hours: overdueHours, repeat_hours: repeatHours } = given;
  return {
    channels: [...webhook(given, secrets), ...ntfy(given, secrets), ...email(given, secrets)],
    ...(link !== undefined && { link }),
    ...(quietHours !== undefined && { quietHours }),
    overdueHours,
    repeatHours,
  };
}

type Given = ConfigFile['notifications'];

function webhook({ webhook: given }: Given, secrets: Secrets): ChannelSettings[] {
  const own = secrets.get('WEBHOOK_URL');
  const url = own ?? (given?.url === undefined ? undefined : new Secret(given.url));
  const token = secrets.get('WEBHOOK_TOKEN');
  if (url === undefined) return [];
  return [{ kind: 'webhook', least: given?.severity ?? 'warning', url, ...(token && { token }) }];
}

function ntfy({ ntfy: given }: Given, secrets: Secrets): ChannelSettings[] {
  const own = secrets.get('NTFY_TOPIC');
  const topic = own ?? (given?.topic === undefined ? undefined : new Secret(given.topic));
  const token = secrets.get('NTFY_TOKEN');
  if (topic === undefined) return [];
  const url = given?.url ?? 'https://ntfy.sh';
  return [{ kind: 'ntfy', least: given?.severity ?? 'warning', url, topic, ...(token && { token }) }];
}

function email({ email: given }: Given, secrets: Secrets): ChannelSettings[] {
  if (given === undefined) return [];
  const { severity: least, security = given.port === 465 ? 'tls' : 'starttls', ...rest } = given;
  const user = secrets.get('SMTP_USER');
  const password = secrets.get('SMTP_PASSWORD');
  return [{ kind: 'email', least, security, ...rest, ...(user && { user }), ...(password && { password }) }];
}
