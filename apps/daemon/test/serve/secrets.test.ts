import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openPlace } from '../commands/cli.ts';

const tokens = { influx: 'influx/secret+4711==', tibber: 'tibber secret "4712"' };

/** A server, or a proxy before it, that answers with what it was sent: status and whole request, headers included. */
async function startTellingServer(): Promise<string> {
  let asked = 0;
  const server = createServer((request, response) => {
    const status = [400, 401, 500, 404][asked++ % 4] as number;
    const told = JSON.stringify({
      code: 'invalid',
      message: `refused ${JSON.stringify(request.headers)} ${request.url}`,
    });
    response.writeHead(status, { 'content-type': 'application/json' }).end(told);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile());
}

test('no token is in a log, an error, a database or the process list, whatever fails', {
  timeout: 60_000,
}, async () => {
  const url = await startTellingServer();
  const place = openPlace({
    'config/config.yaml': `storage: influxdb
influxdb: { url: "${url}", timeout: 2, retry_attempts: 1 }
timezone: Europe/Berlin
tibber: { meter_id: strom, url: "${url}" }
workflows: { analytics: { start_year: 2024, schedule: "* * * * * *" }, tibber_sync: { schedule: "* * * * * *" } }
logging: { level: DEBUG, file: logs/house.log }
`,
    'config/meters.yaml': 'meters:\n  - { meter_id: strom, type: physical, output_unit: kWh, source: interval }\n',
  });
  place.write('secrets/influxdb.env', `INFLUX_TOKEN=${tokens.influx}\nINFLUX_ORG=house\n`, 0o600);
  place.write('secrets/tibber.env', `TIBBER_API_TOKEN='${tokens.tibber}'\n`, 0o600);
  const said: string[] = [];
  for (const words of [['validate'], ['materialize'], ['pull'], ['doctor']]) {
    const { stdout, stderr } = await place.run('--verbose', ...words);
    said.push(stdout, stderr);
  }
  const daemon = place.start('2024-01-11T06:00:00Z', '--verbose', 'serve', '--no-ui', '--health-port', '0');
  await daemon.says(/schedule:analytics failed/);
  await daemon.says(/schedule:tibber_sync/);
  for (const words of [['materialize'], ['schedules', 'run', 'tibber_sync']]) {
    const { stdout, stderr } = await place.run('--verbose', ...words);
    said.push(stdout, stderr);
  }
  said.push(spawnSync('ps', ['axww']).stdout.toString());
  // Beside the databases lie their write-ahead logs, while the daemon is at work.
  const files = () => filesIn(place.folder).filter((path) => !path.includes('/secrets/'));
  const during = files().map((path) => readFileSync(path, 'latin1'));
  daemon.kill('SIGTERM');
  const { code, stdout, stderr } = await daemon.ended;
  expect(code).toBe(0);
  expect(files().map((path) => path.split('/').at(-1))).toEqual(expect.arrayContaining(['house.log', 'meterworks.db']));
  const everything = [...said, ...during, ...files().map((path) => readFileSync(path, 'latin1')), stdout, stderr].join(
    '\n',
  );
  // What the server said was told on: the test would notice a token in it.
  expect(everything).toContain('refused');
  for (const token of Object.values(tokens))
    for (const form of [token, encodeURIComponent(token), JSON.stringify(token).slice(1, -1), token.slice(8)])
      expect(everything.includes(form), form).toBe(false);
});
