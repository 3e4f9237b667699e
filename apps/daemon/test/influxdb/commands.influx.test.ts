import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openPlace, type Place } from '../commands/cli.ts';
import { type Buckets, createBuckets, influxConfig } from './influx-house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = '2024-01-11T06:00:00Z';
const meters = 'meters:\n  - { meter_id: gas_zahler, type: physical, output_unit: m³ }\n';
const csv = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';

describe.skipIf(!influxAvailable)('commands of a house whose readings lie on a server', () => {
  let server: InfluxServer;
  let buckets: Buckets;
  beforeAll(async () => {
    server = await startInfluxServer();
    buckets = await createBuckets(server);
  });
  afterAll(() => server.stop());

  const place = (changes: { url?: string; token?: string; org?: string; buckets?: Partial<Buckets> } = {}): Place =>
    openPlace({
      'config/config.yaml': influxConfig(server, { ...buckets, ...changes.buckets }, changes.url).replace(
        'retry_attempts: 3',
        'retry_attempts: 1',
      ),
      'config/meters.yaml': meters,
      'secrets/influxdb.env': `INFLUX_TOKEN=${changes.token ?? server.token}\nINFLUX_ORG=${changes.org ?? server.org}\n`,
      'readings.csv': csv,
    });

  it('import readings into the raw bucket, make results of them, and print these', async () => {
    const house = place();
    expect(await house.run('import', 'readings.csv', '--meter', 'gas_zahler')).toMatchObject({ code: 0 });
    const again = await house.run('import', 'readings.csv', '--meter', 'gas_zahler', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ accepted: 2, written: 0 });
    const made = await house.runAt(now, 'materialize', '--json');
    expect([made.code, JSON.parse(made.stdout)]).toMatchObject([0, { status: 'success', failed: 0 }]);
    const { stdout } = await house.runAt(now, 'series', 'consumption/gas_zahler/monthly');
    const amount = Number(stdout.trimEnd().split('\n')[1]?.split(',')[2]);
    expect(amount).toBeCloseTo(100, 9);
    expect(JSON.parse((await house.runAt(now, 'materialize', '--json')).stdout)).toMatchObject({ planned: 0 });
  });

  it.each([
    ['a token that is wrong', { token: 'wrong-token' }, /does not accept the token/],
    ['no server at the address', { url: 'http://127.0.0.1:9' }, /is out of reach: .*ECONNREFUSED/],
    ['no such raw bucket', { buckets: { raw: 'nowhere' } }, /does not know what it is asked for: .*bucket "nowhere"/],
    ['no such processed bucket', { buckets: { processed: 'nowhere' } }, /does not know .*bucket "nowhere"/],
    ['no such organization', { org: 'nobody' }, /does not know .*organization/],
  ] as const)('end with one clear message and code 4 where there is %s', async (_case, changes, message) => {
    const { code, stdout, stderr } = await place(changes).runAt(now, 'materialize');
    const lines = stderr.split('\n').filter((line) => line !== '' && !/Looking/.test(line));
    expect([code, stdout, lines]).toEqual([4, '', [expect.stringMatching(message)]]);
    expect(stderr).not.toContain(server.token);
  });

  it('that only look ask no server', async () => {
    const house = place({ url: 'http://127.0.0.1:9' });
    for (const words of [['status'], ['runs'], ['lineage'], ['validate']])
      expect([words, (await house.runAt(now, ...words)).code]).toEqual([words, 0]);
  });
});
