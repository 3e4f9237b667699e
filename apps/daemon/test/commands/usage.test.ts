import { expect, test } from 'vitest';
import { exitCodes } from '../../src/exit-code.ts';
import { openPlace, smallHouse } from './cli.ts';

const commands = [
  'validate',
  'import',
  'plan',
  'materialize',
  'status',
  'explain',
  'lineage',
  'series',
  'runs',
  'demo',
  'serve',
];

test('the help lists every command and every exit code', async () => {
  const { code, stdout } = await openPlace().run('--help');
  expect(code).toBe(0);
  for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  for (const { code: number, meaning } of Object.values(exitCodes)) expect(stdout).toContain(`${number}  ${meaning}`);
});

test('the help of every command has examples that begin with it', async () => {
  const place = openPlace();
  const helps = await Promise.all(commands.map((command) => place.run(command, '--help')));
  for (const [index, { code, stdout }] of helps.entries()) {
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:\\n  meterworks ${commands[index]}`));
  }
});

test.each([
  [[], /Usage: meterworks/],
  [['plam'], /unknown command 'plam'\n\(Did you mean plan\?\)/],
  [['series'], /missing required argument 'asset'/],
  [['import', 'x.csv'], /required option '--meter <id>'/],
  [['lineage', '--format', 'svg'], /Allowed choices are mermaid, dot, json/],
  [['materialize', '--from', '2024-02-30'], /--from is "2024-02-30", but 2024-02 has 29 days/],
  [['import', 'x.csv', '--meter', 'gas_zaehler'], /No meter is called "gas_zaehler"; did you mean "gas_zahler"\?/],
  [['import', 'nowhere.csv', '--meter', 'gas_zahler'], /nowhere\.csv cannot be read: there is no such file/],
  [['runs', '7'], /There is no run 7/],
  [['serve', '--host', '0.0.0.0'], /which others can reach/],
  [['serve', '--port', '0'], /--port is "0"/],
])('%j is a usage error in one message', async (words, message) => {
  const { code, stdout, stderr } = await openPlace(smallHouse).run(...words);
  expect(stderr).toMatch(message);
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(stdout).toBe('');
  expect(code).toBe(exitCodes.usage.code);
});

test('a state folder that cannot be used is a storage error', async () => {
  const place = openPlace({ ...smallHouse, state: 'a file where the folder should be' });
  const { code, stderr } = await place.run('import', 'config/meters.yaml', '--meter', 'gas_zahler');
  expect([code, stderr]).toEqual([2, expect.stringContaining('must name the columns time and value')]);
  place.write('readings.csv', 'time,value\n2024-01-01T00:00:00Z,1\n');
  const blocked = await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
  expect(blocked.code).toBe(exitCodes.storage.code);
  expect(blocked.stderr).toMatch(/state/);
  expect(blocked.stderr).not.toMatch(/^\s+at /m);
});
