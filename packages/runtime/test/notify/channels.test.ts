import { Secret } from '@meterworks/assets';
import { describe, expect, it } from 'vitest';
import {
  type Channel,
  ChannelError,
  type EmailSettings,
  emailChannel,
  messageOf,
  type Notice,
  ntfyChannel,
  webhookChannel,
} from '../../src/notify/index.ts';
import { openHttpReceiver } from '../../src/testing/http-receiver.ts';
import { openMailReceiver } from './mail-receiver.ts';

const leak: Notice = {
  key: 'anomaly/kaltwasser/1',
  kind: 'anomaly',
  severity: 'critical',
  title: 'Wasser läuft',
  text: 'Seit 3 Nächten fließen 12 L/h.',
  at: Date.parse('2026-02-03T04:05:06Z'),
  facts: { meter: 'kaltwasser' },
};
const message = messageOf([leak]);
const never = new AbortController().signal;

async function faultOf(channel: Channel): Promise<ChannelError> {
  const error = await channel.send(message, never).then(
    () => undefined,
    (fault: unknown) => fault,
  );
  if (!(error instanceof ChannelError)) throw new Error(`ended with ${String(error)}`);
  return error;
}

describe('a webhook', () => {
  it('gets the message as JSON, with a bearer token where one is set', async () => {
    const receiver = await openHttpReceiver();
    const url = new Secret(`${receiver.url}/hook?key=1`);
    await webhookChannel({ url, least: 'info', link: 'http://nas:4200' }).send(message, never);
    await webhookChannel({ url, least: 'info', token: new Secret('t-1') }).send(message, never);
    expect(receiver.received[0]).toMatchObject({
      path: '/hook?key=1',
      body: {
        source: 'meterworks',
        severity: 'critical',
        title: leak.title,
        text: leak.text,
        link: 'http://nas:4200',
        notices: [{ ...leak, at: '2026-02-03T04:05:06.000Z' }],
      },
    });
    expect(receiver.received.map(({ headers }) => headers.authorization)).toEqual([undefined, 'Bearer t-1']);
  });

  it.each([
    [500, true],
    [429, true],
    [404, false],
    [401, false],
    [302, false],
  ])('that answers %i is tried again: %s, and its address is told to nobody', async (status, passing) => {
    const receiver = await openHttpReceiver();
    receiver.statuses.push(status);
    const error = await faultOf(webhookChannel({ url: new Secret(`${receiver.url}/secret-path`), least: 'info' }));
    expect(error).toMatchObject({ channel: 'webhook', passing });
    expect(error.message).toContain(String(status));
    expect(error.message + String(error.stack)).not.toContain('secret-path');
    expect(receiver.received).toHaveLength(1);
  });

  it('that is not there is tried again', async () => {
    const receiver = await openHttpReceiver();
    await receiver.close();
    const error = await faultOf(webhookChannel({ url: new Secret(`${receiver.url}/secret-path`), least: 'info' }));
    expect(error).toMatchObject({ passing: true, message: 'webhook: cannot be reached: ECONNREFUSED' });
  });
});

describe('ntfy', () => {
  it('gets the message under its topic, urgent by severity, beyond ASCII as it is', async () => {
    const receiver = await openHttpReceiver();
    const settings = {
      url: receiver.url,
      topic: new Secret('my-house'),
      least: 'info',
      link: 'http://nas:4200',
    } as const;
    await ntfyChannel({ ...settings, token: new Secret('tk_1') }).send(message, never);
    await ntfyChannel(settings).send(messageOf([{ ...leak, severity: 'warning', text: 'ä'.repeat(5000) }]), never);
    expect(receiver.received[0]).toMatchObject({
      path: '/',
      headers: { authorization: 'Bearer tk_1' },
      body: { topic: 'my-house', title: leak.title, message: leak.text, priority: 5, click: 'http://nas:4200' },
    });
    expect(receiver.received[1]?.body).toMatchObject({ priority: 4, message: expect.stringMatching(/^ä{2000} …$/) });
  });
});

describe('e-mail', () => {
  const settings = (port: number): EmailSettings => ({
    host: '127.0.0.1',
    port,
    security: 'none',
    from: 'nas@example.org',
    to: ['anna@example.org', 'ben@example.org'],
    least: 'info',
  });
  const user = new Secret('anna');

  it('goes to everyone named, as plain text, signed in where a user is set', async () => {
    const { port, mails } = await openMailReceiver();
    await emailChannel(settings(port)).send(message, never);
    await emailChannel({ ...settings(port), user, password: new Secret('right') }).send(message, never);
    expect(mails.map(({ user: one, from, to }) => [one, from, to])).toEqual([
      [undefined, 'nas@example.org', ['anna@example.org', 'ben@example.org']],
      ['anna', 'nas@example.org', ['anna@example.org', 'ben@example.org']],
    ]);
    const text = mails[0]?.text ?? '';
    expect(text).toMatch(/^Subject: =\?UTF-8\?Q\?=5BMeterworks=5D_Wasser_l=C3=A4uft\?=/m);
    expect(text).toMatch(/^Content-Type: text\/plain; charset=utf-8/im);
    expect(text).toMatch(/^Auto-Submitted: auto-generated/m);
    expect(text).toContain('Severity: critical');
  });

  it('says which names of the secrets file are not accepted, and shows none of them', async () => {
    const { port } = await openMailReceiver();
    const error = await faultOf(emailChannel({ ...settings(port), user, password: new Secret('wrong-4711') }));
    expect(error).toMatchObject({ passing: false });
    expect(error.message).toContain('does not accept SMTP_USER and SMTP_PASSWORD');
    expect(error.message).not.toContain('wrong-4711');
  });

  it('is given up where the server refuses for good, tried again where it may pass', async () => {
    const refusing = async (responseCode: number) => {
      const { port } = await openMailReceiver({
        onMailFrom: (_address, _session, done) => done(Object.assign(new Error('not now'), { responseCode })),
      });
      return (await faultOf(emailChannel(settings(port)))).passing;
    };
    expect([await refusing(550), await refusing(451)]).toEqual([false, true]);
    expect(await faultOf(emailChannel(settings(9)))).toMatchObject({ passing: true });
    const { port } = await openMailReceiver({
      onMailFrom: (_address, _session, done) => done(new Error('you said right')),
    });
    const error = await faultOf(emailChannel({ ...settings(port), user, password: new Secret('right') }));
    expect(error.message).toMatch(/you said \*\*\*/);
  });

  it('does not go out in clear where STARTTLS is wanted and not offered', async () => {
    const { port, mails } = await openMailReceiver();
    await faultOf(emailChannel({ ...settings(port), security: 'starttls' }));
    expect(mails).toEqual([]);
  });
});
