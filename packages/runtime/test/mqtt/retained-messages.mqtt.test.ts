import { Secret } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { memoryLogger } from '../../src/logging/create-logger.ts';
import { openRetainedMessages, type RetainedMessages } from '../../src/mqtt/index.ts';
import { type Mosquitto, mosquittoAvailable, startMosquitto } from '../../src/testing/mosquitto.ts';

vi.setConfig({ testTimeout: 30_000, hookTimeout: 30_000 });

if (!mosquittoAvailable)
  console.warn('SKIPPED: there is no mosquitto here, so nothing is tried against a real MQTT broker.');

describe.skipIf(!mosquittoAvailable)('retained messages', () => {
  let broker: Mosquitto;
  let opened: RetainedMessages[];
  const logger = memoryLogger();
  beforeEach(async () => {
    opened = [];
    broker = await startMosquitto();
  });
  afterEach(async () => {
    for (const messages of opened) await messages.close();
    await broker.stop();
  });

  const open = async (password = 'right') => {
    const messages = await openRetainedMessages({
      url: broker.url,
      user: new Secret('anna'),
      password: new Secret(password),
      availability: 'house/status',
      owned: 'ha/+/config',
      logger,
      reconnectMs: 100,
    });
    opened.push(messages);
    return messages;
  };
  const until = (check: () => void) => vi.waitFor(check, { timeout: 15_000, interval: 20 });

  it('are on the broker for whoever comes later, with a word on whether they are kept up', async () => {
    const messages = await open();
    messages.set(
      new Map([
        ['house/a', '1'],
        ['house/b', '2'],
      ]),
    );
    const { messages: seen, client } = await broker.watch('house/#');
    await until(() =>
      expect(Object.fromEntries(seen)).toEqual({ 'house/a': '1', 'house/b': '2', 'house/status': 'online' }),
    );
    messages.set(
      new Map([
        ['house/a', '3'],
        ['house/b', '2'],
      ]),
    );
    await until(() => expect(seen.get('house/a')).toBe('3'));
    await messages.close();
    opened = [];
    await until(() => expect(seen.get('house/status')).toBe('offline'));
    await client.endAsync();
  });

  it('are taken away where they are ours and not wanted any more, and others are left alone', async () => {
    const { messages: seen, client } = await broker.watch('#');
    for (const topic of ['ha/old/config', 'ha/x/other', 'else'])
      await client.publishAsync(topic, 'old', { retain: true });
    const messages = await open();
    messages.set(new Map([['ha/new/config', 'new']]));
    await until(() => expect([...seen.keys()].sort()).toEqual(['else', 'ha/new/config', 'ha/x/other', 'house/status']));
    await client.endAsync();
  });

  it('say by themselves that nobody keeps them up, when the process is gone', async () => {
    const { messages: seen, client } = await broker.watch('house/#');
    const { connectAsync } = await import('mqtt');
    const dying = await connectAsync(broker.url, {
      username: 'anna',
      password: 'right',
      will: { topic: 'house/status', payload: Buffer.from('offline'), qos: 1, retain: true },
    });
    await dying.publishAsync('house/status', 'online', { retain: true });
    await until(() => expect(seen.get('house/status')).toBe('online'));
    dying.stream.destroy();
    await until(() => expect(seen.get('house/status')).toBe('offline'));
    await dying.endAsync(true);
    await client.endAsync();
  });

  it('are all sent again to a broker that comes back empty, with one line in the log for each turn', async () => {
    const messages = await open();
    messages.set(new Map([['house/a', '1']]));
    await messages.settle();
    await broker.stop();
    messages.set(new Map([['house/a', '2']]));
    await broker.start();
    const { messages: seen, client } = await broker.watch('house/#');
    await until(() => expect(seen.get('house/a')).toBe('2'));
    const said = logger.records.map(({ message }) => message);
    expect(said).toEqual([
      expect.stringMatching(/^the (connection to the )?MQTT broker is (lost|out of reach)/),
      'the MQTT broker is back',
    ]);
    await client.endAsync();
  });

  it('show no password where it is not accepted', async () => {
    const before = logger.records.length;
    const messages = await open('wrong-4711');
    messages.set(new Map([['house/a', '1']]));
    await until(() => expect(logger.records.length).toBeGreaterThan(before));
    expect(logger.records.at(-1)?.message).toMatch(/out of reach: Connection refused: Not authorized/);
    expect(JSON.stringify(logger.records)).not.toContain('wrong-4711');
  });
});
