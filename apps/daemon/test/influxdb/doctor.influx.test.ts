import { openInflux } from '@meterworks/runtime/influxdb';
import { type InfluxServer, influxAvailable, startInfluxServer } from '@meterworks/runtime/testing';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { checkServer } from '../../src/doctor/check-server.ts';
import type { Finding } from '../../src/doctor/finding.ts';
import { openPlace, type Place } from '../commands/cli.ts';
import { type Buckets, createBuckets, influxConfig } from './influx-house.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const now = '2024-03-01T06:00:00Z';
const dayMs = 86_400_000;
const meters = `meters:
  - { meter_id: gas_zahler, type: physical, output_unit: m³ }
  - { meter_id: haupt_strom, type: physical, output_unit: kWh }
`;

describe.skipIf(!influxAvailable)('doctor, of a house on a server', () => {
  let server: InfluxServer;
  beforeAll(async () => {
    server = await startInfluxServer();
  });
  afterAll(() => server.stop());

  interface Changes {
    readonly token?: string;
    readonly url?: string;
    readonly org?: string;
    readonly lines?: readonly string[];
    readonly results?: readonly string[];
    readonly buckets?: Partial<Buckets>;
  }

  /** A house of two meters that were read each day of February. */
  async function openHouse(changes: Changes = {}): Promise<{ place: Place; buckets: Buckets }> {
    const buckets = { ...(await createBuckets(server)), ...changes.buckets };
    const influx = server.connect();
    const daily = [
      ['gas_zahler', 'm³'],
      ['haupt_strom', 'kWh'],
    ].flatMap(([meter, unit]) => readings(meter as string, unit as string));
    if (changes.buckets?.raw === undefined) await influx.write(buckets.raw, changes.lines ?? daily);
    if (changes.results !== undefined) await influx.write(buckets.processed, changes.results);
    influx.close();
    const place = openPlace({
      'config/config.yaml': influxConfig(server, buckets, changes.url),
      'config/meters.yaml': meters,
    });
    const secrets = `INFLUX_TOKEN=${changes.token ?? server.token}\nINFLUX_ORG=${changes.org ?? server.org}\n`;
    place.write('secrets/influxdb.env', secrets, 0o600);
    return { place, buckets };
  }

  async function findings(place: Place, ...words: string[]): Promise<{ code: number | null; said: Finding[] }> {
    const { code, stdout } = await place.runAt(now, 'doctor', '--json', ...words);
    return { code, said: (JSON.parse(stdout) as { findings: Finding[] }).findings };
  }

  const notOk = (said: readonly Finding[]) =>
    said.filter(({ level, subject }) => level !== 'ok' && subject !== 'METERWORKS_NOW');

  it('finds nothing to say against one that is well', async () => {
    const { place, buckets } = await openHouse();
    const { code, said } = await findings(place);
    expect([code, notOk(said)]).toEqual([0, []]);
    expect(said.map(({ area }) => area)).toEqual(expect.arrayContaining(['server', 'buckets', 'readings', 'tibber']));
    expect(said).toContainEqual(
      expect.objectContaining({ subject: 'gas_zahler', message: '29 readings, 2024-02-01 to 2024-02-29' }),
    );
    expect(said).toContainEqual(
      expect.objectContaining({ subject: buckets.raw, message: 'the token may read and write it (readings)' }),
    );
  });

  it('says in lines for people what is wrong, and what to do', async () => {
    const { place, buckets } = await openHouse({ buckets: { processed: 'results-nowhere' } });
    const { code, stdout } = await place.runAt(now, 'doctor');
    expect(code).toBe(4);
    expect(stdout).toContain(`  error    results-nowhere: is not there, or the token may not see it
           → make it: meterworks doctor --create-buckets, or influx bucket create --name results-nowhere`);
    expect(stdout).toContain(`  ok       ${buckets.raw}: the token may read and write it (readings)`);
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('1 error, 1 warning.');
  });

  it('makes the bucket of the results when asked, once', async () => {
    const name = `results-${process.pid}`;
    server.takeAway(name);
    const { place } = await openHouse({ buckets: { processed: name } });
    const first = await findings(place, '--create-buckets');
    expect([first.code, notOk(first.said)]).toEqual([0, []]);
    expect(first.said).toContainEqual(
      expect.objectContaining({ subject: name, message: expect.stringMatching(/^was made/) }),
    );
    const second = await findings(place, '--create-buckets');
    expect([second.code, notOk(second.said)]).toEqual([0, []]);
    expect((await place.runAt(now, 'materialize')).code).toBe(0);
  });

  it.each([
    ['no server at the address', { url: 'http://127.0.0.1:9' }, 4, /is out of reach/],
    ['a token that is wrong', { token: 'wrong-token' }, 4, /does not accept the token/],
    ['no such organization', { org: 'nobody' }, 4, /does not know .*organization/],
    ['no such raw bucket', { buckets: { raw: 'nowhere' } }, 4, /is not there, or the token may not see it/],
    [
      'another system in the results',
      { results: ['meter_consumption,meter_id=gas_zahler consumption=5 1700000000000'] },
      4,
      /holds another system's points in meter_consumption \(without the tag "unit"\)/,
    ],
    [
      'a meter with a name that only resembles an entity',
      { lines: [...readings('gas_zaehler', 'm³'), ...readings('haupt_strom', 'kWh')] },
      1,
      /^has no readings$/,
    ],
    [
      'readings in a unit that cannot be converted',
      { lines: [...readings('gas_zahler', 'kWh'), ...readings('haupt_strom', 'kWh')] },
      1,
      /has readings only in "kWh", which cannot become m³/,
    ],
  ] as const)('ends in an error that says what to do where there is %s', async (_case, changes, code, message) => {
    const { place } = await openHouse(changes);
    const { code: ended, said } = await findings(place);
    const errors = said.filter(({ level }) => level === 'error');
    expect([ended, errors.map((one) => one.message)]).toEqual([code, [expect.stringMatching(message)]]);
    expect(errors[0]?.remedy).toMatch(/\w/);
    expect(JSON.stringify(said)).not.toContain(changes && 'token' in changes ? 'wrong-token' : server.token);
  });

  it('warns of a token that may only read, of results that are forgotten, and of short shards', async () => {
    const buckets = await createBuckets(server);
    const made = (await server.request(`/api/v2/buckets?name=${buckets.raw}`, undefined, 'GET')) as {
      buckets: { id: string; orgID: string }[];
    };
    const { id, orgID } = made.buckets[0] ?? { id: '', orgID: '' };
    const short = `short-${process.pid}`;
    const forgetful = (await server.request('/api/v2/buckets', {
      orgID,
      name: short,
      retentionRules: [{ type: 'expire', everySeconds: 30 * 86_400, shardGroupDurationSeconds: 86_400 }],
    })) as { id: string };
    const right = (action: string, bucket: string) => ({ action, resource: { type: 'buckets', id: bucket, orgID } });
    const { token } = (await server.request('/api/v2/authorizations', {
      orgID,
      permissions: [right('read', id), right('read', forgetful.id), right('write', forgetful.id)],
    })) as { token: string };
    const { place } = await openHouse({ token, buckets: { raw: buckets.raw, processed: short } });
    const { said } = await findings(place);
    const messages = notOk(said)
      .filter(({ area }) => area === 'buckets')
      .map(({ level, subject, message }) => [level, subject, message]);
    expect(messages).toEqual([
      ['warning', buckets.raw, 'the token may read it, not write'],
      ['warning', short, 'forgets results after 30 days'],
      ['warning', short, expect.stringMatching(/^has shards of 1 days/)],
    ]);
  });

  it('lists strangers with what to write to add them, silent meters, and hourly amounts of the old Tibber flow', async () => {
    const hour = (i: number) => Date.parse(now) - (i + 1) * 3_600_000;
    const { place } = await openHouse({
      lines: [
        ...readings('gas_zahler', 'm³').slice(0, 10),
        ...readings('haupt_strom', 'kWh'),
        ...readings('wärmepumpe strom', 'kWh'),
        ...readings('aussen', '°C'),
        `kWh,entity_id=heute,domain=sensor value=5 ${hour(3)}`,
        `kWh,entity_id=heute,domain=sensor value=0 ${hour(1)}`,
        ...[0, 1, 2].map((i) => `kWh,entity_id=haupt_strom,source=tibber value=0.3,cost=0.1,unit_price=0.3 ${hour(i)}`),
        `kWh,entity_id=haupt_strom,source=tibber value=900,cost=0.1,hourly_consumption=0.4 ${hour(4)}`,
      ],
    });
    const { code, said } = await findings(place);
    expect(code).toBe(0);
    expect(notOk(said).map(({ subject, message, remedy }) => [subject, message, remedy])).toEqual([
      ['gas_zahler', '10 readings, 2024-02-01 to 2024-02-10: silent for 19 days', expect.stringMatching(/sensor/)],
      [
        'wärmepumpe strom',
        'is no meter of the house, and has 29 readings in kWh, 2024-02-01 to 2024-02-29',
        'to add it, write into meters.yaml: - { meter_id: "wärmepumpe strom", type: physical, output_unit: kWh }',
      ],
      ['haupt_strom', expect.stringMatching(/^3 points with a price are hourly amounts/), expect.any(String)],
    ]);
  });

  it('says by how much the clocks differ', async () => {
    const influx = openInflux({ ...server, timeoutSeconds: 5, retryAttempts: 0 });
    onTestFinished(() => influx.close());
    const clockAt = (aheadMs: number) => ({ now: () => Date.now() + aheadMs });
    const said = await Promise.all([0, -90_000, 90_000].map((ahead) => checkServer(influx, clockAt(ahead))));
    expect(said.map((findings) => findings.at(-1))).toEqual([
      expect.objectContaining({ level: 'ok', message: expect.stringMatching(/^differs from the server's by 0\.\d s/) }),
      expect.objectContaining({ level: 'warning', message: expect.stringMatching(/^is (90|89)\.\d s behind the/) }),
      expect.objectContaining({ level: 'warning', message: expect.stringMatching(/^is (90|89)\.\d s ahead of the/) }),
    ]);
  });
});

/** One reading at noon of each day of February 2024, ten more each day. */
function readings(entity: string, unit: string): string[] {
  const name = entity.replaceAll(' ', '\\ ');
  return Array.from({ length: 29 }, (_, i) => {
    const time = Date.parse('2024-02-01T12:00:00Z') + i * dayMs;
    return `${unit},entity_id=${name},domain=sensor value=${1000 + 10 * i} ${time}`;
  });
}
