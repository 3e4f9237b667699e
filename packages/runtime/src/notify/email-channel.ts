import type { Secret } from '@meterworks/assets';
import { redactor } from '../logging/redact.ts';
import { type Channel, ChannelError } from './channel.ts';
import type { Message, NoticeSeverity } from './notice.ts';

export interface EmailSettings {
  readonly host: string;
  readonly port: number;
  /** `tls` from the first byte; `starttls` or nothing; `none` for a relay on this machine or in a container beside. */
  readonly security: 'tls' | 'starttls' | 'none';
  readonly from: string;
  readonly to: readonly string[];
  readonly user?: Secret;
  readonly password?: Secret;
  readonly least: NoticeSeverity;
  readonly link?: string;
}

const timeoutMs = 15_000;

/** Sends each message as a plain-text mail, over a connection of its own. */
export function emailChannel(settings: EmailSettings): Channel {
  return {
    name: 'email',
    least: settings.least,
    async send(message, signal) {
      // Loaded where a mail goes out: most processes never send one.
      const { createTransport } = await import('nodemailer');
      const { host, port, security, user, password, from, to } = settings;
      const transport = createTransport({
        host,
        port,
        secure: security === 'tls',
        requireTLS: security === 'starttls',
        ignoreTLS: security === 'none',
        ...(user !== undefined && { auth: { user: user.reveal(), pass: password?.reveal() ?? '' } }),
        connectionTimeout: timeoutMs,
        greetingTimeout: timeoutMs,
        socketTimeout: timeoutMs,
        disableFileAccess: true,
        disableUrlAccess: true,
      });
      const stop = () => transport.close();
      signal.addEventListener('abort', stop, { once: true });
      try {
        signal.throwIfAborted();
        await transport.sendMail({
          from,
          to: [...to],
          subject: `[Meterworks] ${message.title.replace(/\s+/g, ' ')}`,
          text: mailText(message, settings.link),
          headers: { 'Auto-Submitted': 'auto-generated' },
        });
      } catch (error) {
        signal.throwIfAborted();
        throw mailError(error, settings);
      } finally {
        signal.removeEventListener('abort', stop);
        transport.close();
      }
    },
  };
}

function mailText({ text, severity }: Message, link: string | undefined): string {
  return `${text}\n\nSeverity: ${severity}${link === undefined ? '' : `\n${link}`}\n`;
}

/** A code of 4xx, or none at all, may pass; 5xx is the server's last word. */
function mailError(error: unknown, { host, port, password }: EmailSettings): ChannelError {
  const { code, responseCode, message } = error as Error & { readonly code?: string; readonly responseCode?: number };
  const passing = code !== 'EAUTH' && (responseCode === undefined || responseCode < 500);
  // A server may repeat what it was sent.
  const said = redactor(password === undefined ? [] : [password])(message.split('\n', 1)[0] ?? '');
  const reason =
    code === 'EAUTH' ? `${host}:${port} does not accept SMTP_USER and SMTP_PASSWORD` : `${host}:${port}: ${said}`;
  return new ChannelError('email', reason, { passing });
}
