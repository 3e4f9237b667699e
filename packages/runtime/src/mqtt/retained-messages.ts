import type { Secret } from '@meterworks/assets';
import type { Logger } from '../logging/logger.ts';

export interface RetainedOptions {
  /** `mqtt://host:1883`, `mqtts://host:8883`, `ws://…` */
  readonly url: string;
  readonly user?: Secret;
  readonly password?: Secret;
  /** A topic that says `online` while this process is connected, and `offline` else, by the broker's own hand. */
  readonly availability: string;
  /** Topics that are ours alone: a retained message under them that is not set any more is taken away. */
  readonly owned: string;
  readonly logger: Logger;
  /** Pause before the next try to connect; ten seconds unless told. */
  readonly reconnectMs?: number;
}

/** Messages that a broker keeps, as they should be. */
export interface RetainedMessages {
  /** Sets all of them, by topic. What was set before and is not named any more is taken away. */
  set(messages: ReadonlyMap<string, string>): void;
  /** Ends once what was set so far has reached the broker, or the connection is gone. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

const connectTimeoutMs = 15_000;

/**
 * Keeps retained messages on a broker: only what changed is sent, and all of it after each connection, as a broker may have forgotten it. A
 * broker that is out of reach is tried for again and again; said once in the log, and once when it is back.
 */
export async function openRetainedMessages(options: RetainedOptions): Promise<RetainedMessages> {
  const { url, user, password, availability, owned, logger, reconnectMs = 10_000 } = options;
  // Loaded where it is configured.
  const { connect } = await import('mqtt');
  const wanted = new Map<string, string>();
  const underway = new Set<Promise<void>>();
  let complained = false;
  const client = connect(url, {
    ...(user !== undefined && { username: user.reveal() }),
    ...(password !== undefined && { password: password.reveal() }),
    clean: true,
    reconnectPeriod: reconnectMs,
    connectTimeout: connectTimeoutMs,
    queueQoSZero: false,
    will: { topic: availability, payload: Buffer.from('offline'), qos: 1, retain: true },
  });

  const send = (topic: string, payload: string): void => {
    const sending = client.publishAsync(topic, payload, { qos: 1, retain: true }).then(
      () => undefined,
      // What was lost is sent again with the next connection.
      () => undefined,
    );
    underway.add(sending);
    void sending.finally(() => underway.delete(sending));
  };

  /** Only once it is known what is wanted: each message that the broker kept is told once. */
  const lookForOwned = (): void => {
    client.subscribe(owned, { qos: 1 }, (error) => {
      if (error !== null) logger.warn(`the MQTT broker lets nobody look at ${owned}: ${error.message}`);
    });
  };

  client.on('connect', () => {
    if (complained) logger.info('the MQTT broker is back');
    complained = false;
    if (wanted.size > 0) lookForOwned();
    for (const [topic, payload] of wanted) send(topic, payload);
    send(availability, 'online');
  });
  client.on('message', (topic, payload) => {
    if (payload.length > 0 && !wanted.has(topic)) send(topic, '');
  });
  client.on('error', (error) => {
    if (!complained) logger.warn(`the MQTT broker is out of reach: ${faultOf(error)}`);
    complained = true;
  });
  client.on('close', () => {
    if (!complained && !client.disconnecting) logger.warn('the connection to the MQTT broker is lost');
    complained = true;
  });

  return {
    set(messages) {
      const isFirst = wanted.size === 0;
      for (const [topic, payload] of messages) {
        if (wanted.get(topic) === payload) continue;
        wanted.set(topic, payload);
        if (client.connected) send(topic, payload);
      }
      for (const topic of wanted.keys()) {
        if (messages.has(topic)) continue;
        wanted.delete(topic);
        if (client.connected) send(topic, '');
      }
      if (isFirst && client.connected) lookForOwned();
    },
    async settle() {
      await Promise.all(underway);
    },
    async close() {
      // An orderly end makes no use of the will.
      if (client.connected) send(availability, 'offline');
      await Promise.all(underway);
      await client.endAsync(!client.connected);
    },
  };
}

function faultOf(error: Error): string {
  const { message, code } = error as NodeJS.ErrnoException;
  return message === '' ? String(code) : message;
}
