import type { Secret } from '@meterworks/assets';

export type NoticeSeverity = 'info' | 'warning' | 'critical';

/** A way to reach people, for what is at least that severe. */
export type ChannelSettings = { readonly least: NoticeSeverity } & (
  | { readonly kind: 'webhook'; readonly url: Secret; readonly token?: Secret }
  | { readonly kind: 'ntfy'; readonly url: string; readonly topic: Secret; readonly token?: Secret }
  | {
      readonly kind: 'email';
      readonly host: string;
      readonly port: number;
      readonly security: 'tls' | 'starttls' | 'none';
      readonly from: string;
      readonly to: readonly string[];
      readonly user?: Secret;
      readonly password?: Secret;
    }
);

export interface NotificationSettings {
  /** Without any, nobody is told. */
  readonly channels: readonly ChannelSettings[];
  /** Address of the web pages. */
  readonly link?: string;
  /** Minutes since local midnight. */
  readonly quietHours?: { readonly from: number; readonly to: number };
  readonly overdueHours: number;
  /** 0: never. */
  readonly repeatHours: number;
}
