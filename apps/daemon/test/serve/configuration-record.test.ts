import { join } from 'node:path';
import { openReadSide } from '@meterworks/runtime/read';
import { expect, test } from 'vitest';
import { openPlace, smallHouse } from '../commands/cli.ts';

const now = '2024-01-11T06:00:00Z';

test('what the daemon works with is recorded without secrets; what it refuses stands beside it until it is mended', {
  timeout: 60_000,
}, async () => {
  const place = openPlace(smallHouse);
  place.write('secrets/notifications.env', 'SMTP_USER=house\nSMTP_PASSWORD=a-very-secret-token\n', 0o600);
  const daemon = place.start(now, 'serve', '--no-ui', '--health-port', '0');
  await daemon.says(/the daemon is at work/);
  await daemon.says(/start: /);
  const reader = openReadSide({
    stateDatabase: join(place.folder, 'state/meterworks.db'),
    seriesDatabase: join(place.folder, 'state/series.db'),
  });
  try {
    const first = await reader.settings();
    expect(first.refused).toBeNull();
    expect(first.inUse?.settings).toContainEqual({
      group: 'config',
      path: 'timezone',
      value: 'Europe/Berlin',
      origin: { kind: 'file', file: 'config/config.yaml', line: 2 },
    });
    expect(JSON.stringify(first)).not.toContain('a-very-secret-token');

    place.write('config/config.yaml', 'storage: embedded\ntimezone: Mars\n');
    await daemon.says(/the changed configuration is not used/);
    const changes = await waitFor(async () => {
      const found = await reader.settings();
      return found.refused === null ? undefined : found;
    });
    expect(changes.inUse?.at).toBe(first.inUse?.at);
    expect(changes.inUse?.settings.find(({ path }) => path === 'timezone')?.value).toBe('Europe/Berlin');
    expect(changes.refused?.settings.find(({ path }) => path === 'timezone')?.value).toBe('Mars');
    expect(changes.refused?.problems).toContainEqual({
      severity: 'error',
      message: expect.stringContaining('"Mars"'),
      remedy: expect.any(String),
      place: { file: 'config/config.yaml', line: 2, column: 11, path: 'timezone' },
    });

    place.write('config/config.yaml', `${smallHouse['config/config.yaml']}extrapolate_max_days: 7\n`);
    await daemon.says(/the changed configuration is used from now on/);
    const mended = await waitFor(async () => {
      const found = await reader.settings();
      return found.refused === null ? found : undefined;
    });
    expect(mended.inUse?.settings.find(({ path }) => path === 'extrapolate_max_days')?.value).toBe('7');
  } finally {
    await reader.close();
    daemon.kill('SIGTERM');
    await daemon.ended;
  }

  /** Asks at each event until there is an answer. */
  async function waitFor<T>(ask: () => Promise<T | undefined>): Promise<T> {
    const answered = Promise.withResolvers<T>();
    const look = async () => {
      const answer = await ask();
      if (answer !== undefined) answered.resolve(answer);
    };
    const stop = reader.follow(() => void look());
    await look();
    return answered.promise.finally(stop);
  }
});
