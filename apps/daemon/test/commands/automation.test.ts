import { expect, test } from 'vitest';
import { openPlace, smallHouse } from './cli.ts';

const readings = 'time,value\n2024-01-01T00:00:00+01:00,1000\n2024-01-11T00:00:00+01:00,1100\n';

test('the daemon makes what a rule says, besides the schedules, and says what it decided', {
  timeout: 60_000,
}, async () => {
  const place = openPlace({ ...smallHouse, 'readings.csv': readings });
  const config = smallHouse['config/config.yaml'];
  const daemon = place.start('2024-01-11T06:00:00Z', 'serve', '--no-ui', '--health-port', '0');
  try {
    await daemon.says(/start: success/);
    expect((await place.run('schedules', 'rules')).stdout).toMatch(/^Nothing was decided by a rule yet/);
    await place.run('import', 'readings.csv', '--meter', 'gas_zahler');
    place.write('config/config.yaml', `${config}automation: { all: eager, anomalies: manual }\n`);
    await daemon.says(/automation: success/);
    const decisions: { asset: string; sentence: string }[] = JSON.parse(
      (await place.run('schedules', 'rules', '--json')).stdout,
    );
    const said = new Map(decisions.map(({ asset, sentence }) => [asset, sentence]));
    expect(said.get('physical/gas_zahler')).toBe('physical/gas_zahler is made: 10 missing.');
    expect(said.get('anomalies/gas_zahler')).toMatch(/^anomalies\/gas_zahler is left alone: /);
    const [run] = JSON.parse((await place.run('runs', '--json')).stdout);
    expect(run).toMatchObject({ kind: 'automation', actor: 'automation', status: 'success' });

    place.write('config/config.yaml', `${config}automation: { all: never }\n`);
    await daemon.says(/never.*, which is no rule; write eager, manual, or minute/);
  } finally {
    daemon.kill('SIGTERM');
  }
  expect((await daemon.ended).code).toBe(0);
});
