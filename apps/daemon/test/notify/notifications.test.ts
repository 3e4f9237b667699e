import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStateDatabase, stateStoreIn, unfenced } from '@meterworks/runtime';
import { type HttpReceiver, openHttpReceiver } from '@meterworks/runtime/testing';
import { describe, expect, it, vi } from 'vitest';
import { openPlace, type Place } from '../commands/cli.ts';

vi.setConfig({ testTimeout: 30_000 });

const now = '2024-02-20T06:00:00Z';

function house({ url }: HttpReceiver, more = ''): Place {
  const place = openPlace({
    'config/config.yaml': `storage: embedded
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2024 } }
notifications: { webhook: { url: "${url}/hook", severity: info }${more} }
`,
    'config/meters.yaml': 'meters:\n  - { meter_id: gas, type: physical, output_unit: m³ }\n',
  });
  // Read each day of January, and not since.
  const rows = Array.from(
    { length: 31 },
    (_, day) => `2024-01-${String(day + 1).padStart(2, '0')}T12:00:00+01:00,${1000 + 5 * day}`,
  );
  place.write('readings.csv', `time,value\n${rows.join('\n')}\n`);
  place.write('secrets/notifications.env', 'WEBHOOK_TOKEN=hook-token-4711\n', 0o600);
  return place;
}

interface Body {
  readonly notices: readonly { readonly kind: string; readonly title: string; readonly severity: string }[];
}
const noticesOf = ({ received }: HttpReceiver) =>
  received.flatMap(({ body }) => (body as Body).notices.map(({ kind, title }) => `${kind}: ${title}`));

/** Everything that a house's folder holds, secrets apart, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('secrets'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('meterworks notify test', () => {
  it('sends each way that is configured, whatever its severity and the hour, and says what became of it', async () => {
    const hook = await openHttpReceiver();
    const ntfy = await openHttpReceiver();
    ntfy.statuses.push(403);
    const more = `, ntfy: { url: "${ntfy.url}", topic: house, severity: critical }, quiet_hours: { from: "00:00", to: "23:59" }`;
    const { code, stdout } = await house(hook, more).runAt(now, 'notify', 'test');
    expect([code, stdout]).toEqual([1, 'webhook: sent; gets what is info or graver\nntfy: status 403: not allowed\n']);
    expect(noticesOf(hook)).toEqual(['test: A test of the notifications']);
    expect(hook.received[0]?.headers.authorization).toBe('Bearer hook-token-4711');
  });

  it('says that no channel is configured', async () => {
    const place = openPlace({
      'config/config.yaml': 'storage: embedded\n',
      'config/meters.yaml': 'meters:\n  - { meter_id: gas, type: physical, output_unit: m³ }\n',
    });
    const { code, stderr } = await place.run('notify', 'test');
    expect([code, stderr]).toEqual([3, expect.stringContaining('No channel is configured')]);
  });
});

describe('the daemon', () => {
  it('tells of a silent meter, a failed run and its own violent end, each once, and of what is over', {
    timeout: 240_000,
  }, async () => {
    const hook = await openHttpReceiver();
    const place = house(hook);
    await place.run('import', 'readings.csv', '--meter', 'gas');

    const first = place.start(now, 'serve', '--no-ui');
    await vi.waitFor(() => expect(noticesOf(hook)).toEqual(['silent-meter: gas: is silent']), { timeout: 60_000 });
    const connection = await openStateDatabase(join(place.folder, 'state/meterworks.db'));
    const state = stateStoreIn(connection);
    const endRun = async (status: 'failed' | 'success') => {
      const at = Date.parse(now);
      const run = await state.startRun(unfenced, {
        kind: 'schedule',
        actor: 'schedule:x',
        selection: '',
        startedAt: at,
      });
      await state.finishRun(unfenced, run, { status, finishedAt: at, counts: {}, error: 'disk full' });
    };
    await endRun('failed');
    await vi.waitFor(() => expect(noticesOf(hook)[1]).toMatch(/^run-failed: Run \d+ .* failed$/), { timeout: 60_000 });
    await endRun('failed');
    // What was received is only then known to be told; a daemon that is killed in between tells it again.
    const waiting = 'select count(*) as count from delivery where finished_at is null';
    await vi.waitFor(() => expect(connection.get(waiting)).toEqual({ count: 0 }), { timeout: 60_000 });
    first.kill('SIGKILL');
    await first.ended;

    const second = place.start(now, 'serve', '--no-ui');
    await vi.waitFor(() => expect(noticesOf(hook)).toHaveLength(3), { timeout: 60_000 });
    expect(noticesOf(hook)[2]).toBe('restarted: The daemon was started again after it had ended abruptly');
    await endRun('success');
    await vi.waitFor(() => expect(noticesOf(hook)[3]).toMatch(/^run-failed: Over: Run/), { timeout: 60_000 });
    second.kill('SIGTERM');
    expect((await second.ended).code).toBe(0);
    await state.close();

    const third = place.start(now, 'serve', '--no-ui');
    await third.says(/is at work/);
    third.kill('SIGTERM');
    const { stderr } = await third.ended;
    expect(noticesOf(hook)).toHaveLength(4);
    expect(stderr + everythingIn(place.folder)).not.toContain('hook-token-4711');
  });

  it('tells a silent meter that it is read again', async () => {
    const hook = await openHttpReceiver();
    const place = house(hook);
    await place.run('import', 'readings.csv', '--meter', 'gas');
    const daemon = place.start(now, 'serve', '--no-ui');
    await vi.waitFor(() => expect(noticesOf(hook)).toHaveLength(1), { timeout: 60_000 });
    place.write('more.csv', 'time,value\n2024-02-19T12:00:00+01:00,1240\n2024-02-20T01:00:00+01:00,1242\n');
    await place.run('import', 'more.csv', '--meter', 'gas');
    await place.runAt(now, 'materialize');
    await vi.waitFor(() => expect(noticesOf(hook).at(-1)).toBe('silent-meter: Over: gas: is silent'), {
      timeout: 60_000,
    });
    daemon.kill('SIGTERM');
    await daemon.ended;
  });
});
