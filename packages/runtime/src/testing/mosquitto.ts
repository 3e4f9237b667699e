import { type ChildProcess, spawn } from 'node:child_process';
import { accessSync, constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';

/** A real MQTT broker for tests, which lets in `anna` with the password `right` only. */
export interface Mosquitto {
  readonly url: string;
  /** Retained messages that matter, as they arrive: the newest by topic, without those that were taken away. */
  watch(filter: string): Promise<{ readonly messages: ReadonlyMap<string, string>; client: MqttClient }>;
  /** Kills it, and with it what it kept. */
  stop(): Promise<void>;
  /** Starts it again at the same address, empty. */
  start(): Promise<void>;
}

/** Debian puts it where only root's PATH looks. */
const places = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin', '/opt/homebrew/sbin'];

/** Whether there is a broker to test with. */
export const mosquittoAvailable = binary('mosquitto') !== undefined && binary('mosquitto_passwd') !== undefined;

export async function startMosquitto(): Promise<Mosquitto> {
  const folder = mkdtempSync(join(tmpdir(), 'mosquitto-'));
  const port = await freePort();
  const passwords = join(folder, 'passwords');
  writeFileSync(passwords, 'anna:right\n', { mode: 0o600 });
  await ended(spawn(binary('mosquitto_passwd') ?? '', ['-U', passwords], { stdio: 'ignore' }));
  const config = join(folder, 'mosquitto.conf');
  // Root's broker would become another user, who may not read its files.
  const user = process.getuid?.() === 0 ? 'user root\n' : '';
  writeFileSync(config, `${user}listener ${port} 127.0.0.1\nallow_anonymous false\npassword_file ${passwords}\n`);
  let child: ChildProcess | undefined;
  const url = `mqtt://127.0.0.1:${port}`;
  const broker: Mosquitto = {
    url,
    async start() {
      child = spawn(binary('mosquitto') ?? 'mosquitto', ['-c', config], { stdio: 'ignore' });
      for (let tries = 0; ; tries++) {
        try {
          await (
            await connectAsync(url, { username: 'anna', password: 'right', reconnectPeriod: 0 }, false)
          ).endAsync();
          return;
        } catch (error) {
          if (tries > 200 || child.exitCode !== null) throw error;
          await new Promise((resolve) => setTimeout(resolve, 25));
        }
      }
    },
    async watch(filter) {
      const client = await connectAsync(url, { username: 'anna', password: 'right', reconnectPeriod: 200 });
      const messages = new Map<string, string>();
      client.on('message', (topic, payload) => {
        if (payload.length === 0) messages.delete(topic);
        else messages.set(topic, payload.toString());
      });
      await client.subscribeAsync(filter, { qos: 1 });
      return { messages, client };
    },
    async stop() {
      if (child === undefined) return;
      child.kill('SIGKILL');
      await ended(child);
      child = undefined;
    },
  };
  await broker.start();
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return broker;
}

function binary(name: string): string | undefined {
  const folders = name === 'mosquitto_passwd' ? [...places, '/usr/bin'] : places;
  return folders
    .map((folder) => join(folder, name))
    .find((path) => {
      try {
        accessSync(path, constants.X_OK);
        return true;
      } catch {
        return false;
      }
    });
}

function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => resolve());
  });
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (typeof address === 'object' && address !== null ? resolve(address.port) : reject(address)));
    });
  });
}
