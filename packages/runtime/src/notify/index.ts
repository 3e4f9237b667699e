/**
 * Telling people what they should know, once.
 *
 * - notice: something that goes on, named by its key; it is *reported* as often as it is seen, *told* once, and *resolved* when it is over
 * - channel: a way to reach people, for notices of a least severity
 * - message: what goes out at once
 */
export { type Channel, ChannelError } from './channel.ts';
export { type EmailSettings, emailChannel } from './email-channel.ts';
export { type Message, messageOf, type Notice, type NoticeSeverity } from './notice.ts';
export { type NtfySettings, ntfyChannel } from './ntfy-channel.ts';
export { type Notifier, type NotifierOptions, openNotifier } from './open-notifier.ts';
export type { QuietHours } from './quiet-hours.ts';
export { type WebhookSettings, webhookChannel } from './webhook-channel.ts';
