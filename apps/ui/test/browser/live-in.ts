import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ServedHouse } from './serve-house.ts';

/** What was asked for by a backfill in a lived-in house. */
const filled = ['consumption/eg_strom/daily', '--from', '2025-06-01', '--to', '2025-08-31', '--state', 'all'];

/** Has happen in a house what happens in one: a reading comes late, days are missing, a run fails, a backfill ends. */
export async function liveIn(house: ServedHouse): Promise<void> {
  writeFileSync(join(house.folder, 'late.csv'), 'time,value\n2025-11-20T12:00:00+01:00,778.5\n');
  await house.run('import', 'late.csv', '--meter', 'haupt_wasser');
  await house.run('materialize', 'repaired/haupt_wasser');
  await house.run('backfill', ...filled, '--wait');
  await house.run(
    'state',
    'wipe',
    'consumption/og1_strom/daily',
    '--from',
    '2025-11-10',
    '--to',
    '2025-12-02',
    '--yes',
  );
  await house.run('state', 'wipe', 'consumption/buro_heat/daily', '--from', '2025-10-03', '--yes');
  const series = house.openSeries();
  series.exec(`create trigger full before insert on value_block when new.asset = 'consumption/buro_heat/daily'
    begin select raise(abort, 'the disk is full'); end`);
  try {
    await house.run('materialize', 'consumption/buro_heat/daily').catch(() => undefined);
  } finally {
    series.exec('drop trigger full');
    series.close();
  }
}
