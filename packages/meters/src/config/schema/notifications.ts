import { z } from 'zod';
import { matching, refuse } from './scalars.ts';

const severity = z
  .enum(['info', 'warning', 'critical'])
  .default('warning')
  .meta({ description: 'what is less severe does not go this way' });

/** Minutes since local midnight. */
const timeOfDay = z.string().transform((text, context): number => {
  const [, hour, minute] = /^([01]?\d|2[0-3]):([0-5]\d)$/.exec(text) ?? [];
  if (hour === undefined) return refuse(context, 'which is no time of day', 'write a time like "22:00", in quotes');
  return Number(hour) * 60 + Number(minute);
});

const address = matching(/^[^\s@<>,]+@[^\s@<>,]+$/, 'which is no mail address', 'write name@example.org');
const httpUrl = z.url({ protocol: /^https?$/ });

export const notifications = z.strictObject({
  link: httpUrl.optional().meta({ description: 'address of the web pages, added to each message' }),
  quiet_hours: z
    .strictObject({
      from: timeOfDay.meta({ description: 'local time' }),
      to: timeOfDay.meta({ description: 'local time; before `from`, it is on the next day' }),
    })
    .optional()
    .meta({ description: 'when only what is critical goes out; the rest follows at their end' }),
  overdue_hours: z.number().positive().default(36).meta({
    description: 'how long something may be out of date before it is told',
    unit: 'h',
  }),
  repeat_hours: z.number().min(0).default(24).meta({
    description: 'how long after it was told something that goes on failing is told again; 0: never',
    unit: 'h',
  }),
  webhook: z
    .strictObject({ url: httpUrl.optional().meta({ description: 'the address; WEBHOOK_URL wins' }), severity })
    .optional()
    .meta({ description: 'messages as JSON, posted to an address' }),
  ntfy: z
    .strictObject({
      url: httpUrl.default('https://ntfy.sh').meta({ description: 'the server' }),
      topic: matching(/^[\w-]{1,64}$/, 'which is no topic', 'use letters, digits, _ and -, 64 at most')
        .optional()
        .meta({ description: 'who knows it can read along; NTFY_TOPIC wins' }),
      severity,
    })
    .optional()
    .meta({ description: 'messages on telephones, by ntfy' }),
  email: z
    .strictObject({
      host: z.string().min(1).meta({ description: 'the mail server' }),
      port: z.number().int().min(1).max(65_535).default(587).meta({ description: 'its port' }),
      security: z.enum(['starttls', 'tls', 'none']).optional().meta({
        description: 'how the connection is kept private',
        default: 'tls on port 465, else starttls',
      }),
      from: address.meta({ description: 'the sender' }),
      to: z
        .union([address.transform((one) => [one]), z.array(address).min(1)])
        .meta({ description: 'one address, or a list' }),
      severity,
    })
    .optional()
    .meta({ description: 'messages by e-mail' }),
});
