import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openZone } from '@meterworks/assets';
import { openStateDatabase, silentLogger } from '@meterworks/runtime';
import { type Message, openNotifier } from '@meterworks/runtime/notify';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type Lookout, lookAtDeadline, lookAtPulls } from '../../src/notify/look-at-house.ts';
import { openAcceptanceHouse } from '../acceptance/acceptance-house.ts';

const hourMs = 3_600_000;
const never = new AbortController().signal;
const texts = {
  config: `storage: embedded
timezone: Europe/Berlin
workflows: { analytics: { start_year: 2024 } }
notifications: { webhook: { url: "http://127.0.0.1/" }, overdue_hours: 36, repeat_hours: 24 }
`,
  meters: 'meters:\n  - { meter_id: gas, type: physical, output_unit: m³ }\n',
};

/** A house with its notifier; what is sent is kept. */
async function openLookout() {
  const house = await openAcceptanceHouse(texts, '2024-02-01T06:00:00Z');
  const folder = mkdtempSync(join(tmpdir(), 'meterworks-notices-'));
  const connection = await openStateDatabase(join(folder, 'state.db'));
  onTestFinished(async () => {
    connection.close();
    await house.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const { clock, engine, configuration, series } = house;
  const sent: Message[] = [];
  const keep = { name: 'kept', least: 'info', send: async (message: Message) => void sent.push(message) } as const;
  const zone = openZone('Europe/Berlin');
  const notifier = openNotifier({ connection, channels: [keep], clock, zone, logger: silentLogger });
  const lookout = { house: { clock, engine, configuration, stores: { series } }, notifier } as unknown as Lookout;
  const titles = async () => {
    await notifier.deliver(never);
    return sent.map(({ title }) => title);
  };
  return { house, lookout, titles };
}

describe('what is out of date', () => {
  it('is told once it has been so for the deadline without a pause, and again until it is made good', async () => {
    const { house, lookout, titles } = await openLookout();
    const { clock } = house;
    await house.read('gas', ['2024-01-01T00:00:00+01:00', 100], ['2024-01-31T00:00:00+01:00', 160]);
    await house.materialize();
    await lookAtDeadline(lookout);
    // Each night something is due for a while, and made.
    for (let night = 0; night < 3; night++) {
      await clock.advance(23 * hourMs);
      await lookAtDeadline(lookout);
      await clock.advance(hourMs);
      await house.materialize();
      await lookAtDeadline(lookout);
    }
    expect(await titles()).toEqual([]);

    for (let hour = 0; hour < 100; hour++) {
      await clock.advance(hourMs);
      await lookAtDeadline(lookout);
      await titles();
    }
    // Due since midnight: after 36 hours, and a day later.
    const told = await titles();
    expect(told).toHaveLength(2);
    for (const title of told) expect(title).toMatch(/^\d+ assets are out of date$/);
    await house.materialize();
    await lookAtDeadline(lookout);
    expect((await titles()).at(-1)).toMatch(/^Over: \d+ assets are out of date$/);
  });
});

describe('a source that cannot be asked', () => {
  it('is told once that has lasted, and when it answers again', async () => {
    const { house, lookout, titles } = await openLookout();
    const pulled = (error: string | null) =>
      lookAtPulls(lookout, [
        {
          id: 1,
          at: house.clock.now(),
          kind: 'pull-finished',
          asset: null,
          run: null,
          payload: { source: 'tibber', error },
        },
      ]);
    for (let hour = 0; hour < 6; hour++) {
      await pulled('Tibber is out of reach: status 503');
      await house.clock.advance(hourMs);
    }
    expect(await titles()).toEqual([]);
    await pulled('Tibber is out of reach: status 503');
    expect(await titles()).toEqual(['The source tibber cannot be asked']);
    await pulled(null);
    expect(await titles()).toEqual(['The source tibber cannot be asked', 'Over: The source tibber cannot be asked']);
  });
});
