import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { openPlace, smallHouse } from '../commands/cli.ts';

const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';
const alerts = fileURLToPath(new URL('../../../../docs/prometheus-alerts.yaml', import.meta.url));

test('a daemon says whether it works and what it did, in the words that the alert rules ask for', {
  timeout: 60_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui', '--health-port', '0');
  try {
    const [, url] = await daemon.finds(/health and metrics: (http:[\d.:/]+)/);
    const ask = async (path: string) => {
      const answer = await fetch(`${url}${path}`);
      return { status: answer.status, text: await answer.text() };
    };
    await daemon.says(/start: success/);
    expect(await ask('/healthz')).toEqual({ status: 200, text: '{"ok":true}\n' });
    expect(await ask('/readyz')).toEqual({ status: 200, text: '{"ok":true}\n' });
    expect((await ask('/secrets')).status).toBe(404);
    expect((await fetch(`${url}/healthz`, { method: 'POST' })).status).toBe(405);

    expect((await place.run('import', 'readings.csv', '--meter', 'gas_zahler')).code).toBe(0);
    expect((await place.run('schedules', 'run', 'analytics')).code).toBe(0);
    const { text } = await ask('/metrics');
    expect(text).toMatch(/^meterworks_runs_total\{kind="schedule",status="success"\} 1$/m);
    expect(text).toMatch(/^meterworks_partitions\{group="consumption",status="fresh"\} [1-9]/m);
    expect(text).toMatch(/^meterworks_schedule_enabled\{schedule="analytics"\} 1$/m);
    expect(text).toMatch(/^meterworks_configuration_valid 1$/m);
    expect(text).toMatch(/^process_resident_memory_bytes [1-9]/m);
    const asked = new Set(readFileSync(alerts, 'utf8').match(/\b(meterworks|process)_[a-z_]+/g));
    expect([...asked].filter((name) => !text.includes(`# TYPE ${name} `))).toEqual([]);

    place.write('config/meters.yaml', 'meters: nonsense\n');
    await daemon.says(/goes on with the one before/);
    expect((await ask('/metrics')).text).toMatch(/^meterworks_configuration_valid 0$/m);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
});

test('a daemon whose port another program has works all the same, and says what does not', {
  timeout: 60_000,
}, async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as AddressInfo;
  const place = openPlace(smallHouse);
  expect((await place.run('status')).stderr).toBe('No daemon works on this house.\n');
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui', '--health-port', String(port));
  try {
    await daemon.says(/nobody can see how this daemon is: .*another program listens there; all else works/);
    await daemon.says(/start: success/);
    const { daemon: seen } = JSON.parse((await place.run('status', '--json')).stdout);
    expect(seen).toMatchObject({
      health: null,
      fault: `not served on 127.0.0.1:${port}: another program listens there`,
    });
    expect((await place.run('status')).stderr).toMatch(
      /^A daemon \(process \d+ on .*\) works on this house\. .*not served/,
    );
  } finally {
    daemon.kill('SIGTERM');
    other.close();
  }
  expect((await daemon.ended).code).toBe(0);
});
