import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openPlace, type Place } from '../commands/cli.ts';
import { startTibber } from './tibber-server.ts';

const now = '2026-01-15T10:20:00+01:00';

function house(url: string, more = '', token = 'right-token', meter = ''): Place {
  const place = openPlace({
    'config/config.yaml': `storage: embedded
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2026 }, tibber_sync: { schedule: "5 * * * *" } }
tibber: { meter_id: strom, url: "${url}"${more} }
`,
    'config/meters.yaml': `meters:\n  - { meter_id: strom, type: physical, output_unit: kWh${meter} }\n`,
  });
  place.write('secrets/tibber.env', `TIBBER_API_TOKEN=${token}\n`, 0o600);
  return place;
}

/** Everything that a house's folder holds, secrets apart, as one text. */
function everythingIn(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.parentPath.endsWith('secrets'))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
    .join('\n');
}

describe('meterworks pull', () => {
  it('brings hours and prices, from which days are made', async () => {
    const { url, requests } = await startTibber({ now });
    const place = house(url);
    const pulled = await place.runAt(now, 'pull');
    expect(pulled.stdout).toBe('strom: 250 new hours, 1,056 new prices; known until 2026-01-15T09:00:00Z.\n');
    expect(pulled.code).toBe(0);
    expect(requests[0]?.headers['user-agent']).toMatch(/^Node\/\d+\.\d+\.\d+ Meterworks\/\d+\.\d+\.\d+$/);
    await place.runAt(now, 'materialize');
    const { stdout } = await place.runAt(now, 'series', 'consumption/strom/daily', '--from', '2026-01-05', '--json');
    const days = JSON.parse(stdout) as unknown[];
    expect(days).toHaveLength(10);
    for (const day of days) expect(day).toMatchObject({ value: 24, quality: 'measured' });
  });

  it('brings the prices that a day costs by, each hour at its own', async () => {
    // All is used in the first hour of each day.
    const consumption = (start: number) => (new Date(start).getUTCHours() === 23 ? 6 : 0);
    const { url } = await startTibber({ now, homes: [{ consumption }] });
    const place = house(url);
    const entry = 'commodity: electricity, valid_from: 2026-01-06, per_unit: tibber, unit: kWh';
    place.write('config/prices.yaml', `prices: [{ ${entry}, base_fee: 365, base_fee_meter: strom }]\n`);
    await place.runAt(now, 'pull');
    expect((await place.runAt(now, 'materialize')).code).toBe(0);
    const { stdout } = await place.runAt(now, 'series', 'cost/strom/daily', '--from', '2026-01-05', '--json');
    const days = JSON.parse(stdout) as { partition: string; cost: number | null; quality: string }[];
    const quarterMs = 900_000;
    const costOf = (partition: string): number => {
      const midnight = Date.parse(`${partition}T00:00:00+01:00`);
      const prices = [0, 1, 2, 3].map((quarter) => Math.sin((midnight + quarter * quarterMs) / quarterMs) / 10 + 0.1);
      return 6 * (prices.reduce((sum, price) => sum + price) / 4) + 1;
    };
    expect(days).toHaveLength(10);
    expect(days[0]).toMatchObject({ partition: '2026-01-05', cost: null, quality: 'unknown' });
    for (const { partition, cost, quality } of days.slice(1))
      expect([partition, cost, quality]).toEqual([partition, expect.closeTo(costOf(partition), 9), 'measured']);
    expect(JSON.parse((await place.runAt(now, 'pull', '--json')).stdout)).toMatchObject({ prices: 0 });
    expect(JSON.parse((await place.runAt(now, 'plan', '--json')).stdout)).toMatchObject({ planned: 0 });
  });

  it('feeds a meter that has nothing but hours, in its own unit, and repairs the day of an hour that came late', async () => {
    const late = Date.parse('2026-01-12T07:00:00+01:00');
    let told = false;
    const { url } = await startTibber({
      now,
      homes: [{ consumption: (start) => (start === late && !told ? null : 2) }],
    });
    const place = house(url, '', 'right-token', ', source: interval');
    expect((await place.runAt(now, 'pull')).stdout).toContain('249 new hours');
    const tenDays = Array.from({ length: 10 }, (_, i) => `2026-01-${String(5 + i).padStart(2, '0')}`);
    const days = async () => {
      const { stdout } = await place.runAt(now, 'series', 'consumption/strom/daily', '--from', '2026-01-05', '--json');
      return (JSON.parse(stdout) as { partition: string; value: number; quality: string }[]).map(
        ({ partition, value, quality }) => [partition, value, quality],
      );
    };
    await place.runAt(now, 'materialize');
    expect(await days()).toContainEqual(['2026-01-12', expect.any(Number), 'estimated']);

    told = true;
    expect((await place.runAt(now, 'pull')).stdout).toContain('1 new hour;');
    const { stdout } = await place.runAt(now, 'materialize', 'consumption/strom/daily', '--json');
    const { steps } = JSON.parse(stdout) as { steps: { asset: string; made: number }[] };
    expect(steps.find(({ asset }) => asset === 'physical/strom')).toMatchObject({ made: 1 });
    expect(await days()).toEqual(tenDays.map((day) => [day, 48, 'measured']));
  });

  it.each([
    ['too many requests', { status: 429, retryAfter: '3600', text: '' }, /asks for fewer requests: .*wait 60 minutes/],
    ['a block', { status: 403, text: '' }, /refuses: status 403/],
    ['no GraphQL', { status: 200, text: '<html>maintenance</html>' }, /answers other than agreed: no GraphQL/],
    ['errors', { status: 200, text: '{"data":null,"errors":[{"message":"Oh no"}]}' }, /refuses: Oh no/],
    ['another shape', { status: 200, text: '{"data":{"viewer":{}}}' }, /answers other than agreed: viewer.homes/],
  ] as const)('ends in one line and writes nothing when Tibber answers with %s', async (_case, failure, message) => {
    const tibber = await startTibber({ now });
    tibber.failures.push(failure);
    const place = house(tibber.url);
    const { code, stdout, stderr } = await place.runAt(now, 'pull');
    expect([code, stdout, stderr.trimEnd().split('\n')]).toEqual([1, '', [expect.stringMatching(message)]]);
    expect((await place.runAt(now, 'pull')).stdout).toContain('250 new hours');
  });

  it('shows the token nowhere, whatever fails and whoever repeats it', async () => {
    const tibber = await startTibber({ now });
    const repeated = 'what is Bearer right-token?';
    const failures = [
      { status: 401, text: repeated },
      { status: 400, text: JSON.stringify({ errors: [{ message: repeated }] }) },
      { status: 200, text: JSON.stringify({ data: null, errors: [{ message: repeated }] }) },
      {
        status: 200,
        text: JSON.stringify({ data: { viewer: { homes: [{ id: 'h', appNickname: repeated }, { id: 'i' }] } } }),
      },
      { status: 200, text: repeated },
      { status: 429, retryAfter: '7200', text: repeated },
    ];
    const place = house(tibber.url);
    for (const failure of failures) {
      tibber.failures.push(failure);
      const { code, stdout, stderr } = await place.runAt(now, 'pull', '--verbose');
      expect([failure.status, code]).not.toContainEqual(0);
      expect(stdout + stderr + everythingIn(place.folder)).not.toContain('right-token');
    }
  });

  it('asks again when the connection breaks', async () => {
    const tibber = await startTibber({ now });
    tibber.failures.push(new Error('broken'));
    expect((await house(tibber.url).runAt(now, 'pull')).stdout).toContain('250 new hours');
  });

  it('says which file holds a token that is not accepted, and shows the token nowhere', async () => {
    const { url } = await startTibber({ now });
    const place = house(url, '', 'wrong-token-4711');
    const { code, stderr, stdout } = await place.runAt(now, 'pull', '--verbose');
    expect(code).toBe(3);
    expect(stderr).toBe(
      'Tibber does not accept the token: invalid token; put a valid TIBBER_API_TOKEN into secrets/tibber.env.\n',
    );
    expect(stdout + everythingIn(place.folder)).not.toContain('wrong-token-4711');
  });

  it('lists the homes where there are several, and takes the one that is named', async () => {
    const { url } = await startTibber({ now, homes: [{}, { id: 'home-2', appNickname: 'Cabin' }] });
    const { code, stderr } = await house(url).runAt(now, 'pull');
    expect(code).toBe(3);
    expect(stderr).toContain('  home-1  (Home)\n  home-2  (Cabin)');
    const named = await house(url, ', home_id: home-2').runAt(now, 'pull', '--json');
    expect(JSON.parse(named.stdout)).toMatchObject({ source: 'tibber', meter: 'strom', home: 'home-2', added: 250 });
  });

  it('says that there is no token', async () => {
    const { code, stderr } = await house('http://127.0.0.1:9/gql', '', '').runAt(now, 'pull');
    expect(code).toBe(3);
    expect(stderr).toContain('secrets/tibber.env');
  });
});

describe('the schedule tibber_sync', () => {
  it('asks Tibber when it is due, and goes on when Tibber fails', async () => {
    const due = '2026-01-15T10:04:58+01:00';
    const tibber = await startTibber({ now: due });
    tibber.failures.push({ status: 401, text: '' });
    const place = house(tibber.url);
    const daemon = place.start(due, 'serve', '--no-ui');
    await daemon.says(/Tibber does not accept the token: status 401/);
    await daemon.says(/schedule:tibber_sync: success/);
    daemon.kill('SIGTERM');
    expect((await daemon.ended).code).toBe(0);

    const again = place.start('2026-01-15T11:04:58+01:00', 'serve', '--no-ui');
    await again.says(/Tibber told of \d+ new hours/);
    again.kill('SIGTERM');
    const { code, stderr } = await again.ended;
    expect(code).toBe(0);
    expect(stderr + everythingIn(place.folder)).not.toContain('right-token');
  });
});
