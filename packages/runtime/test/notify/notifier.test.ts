import { join } from 'node:path';
import { openZone } from '@meterworks/assets';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ManualClock } from '../../src/clock/manual-clock.ts';
import type { SqliteConnection } from '../../src/database/sqlite-connection.ts';
import { memoryLogger } from '../../src/logging/create-logger.ts';
import {
  type Channel,
  ChannelError,
  type Message,
  type Notice,
  openNotifier,
  type QuietHours,
} from '../../src/notify/index.ts';
import { openStateDatabase, stateStoreIn } from '../../src/state/open-state-store.ts';
import { temporaryFolder } from '../temporary-folder.ts';

const hourMs = 3_600_000;
const zone = openZone('Europe/Berlin');
const never = new AbortController().signal;

let clock: ManualClock;
let connection: SqliteConnection;
let sent: [channel: string, message: Message][];
let failures: ChannelError[];
beforeEach(async () => {
  clock = new ManualClock(Date.parse('2026-03-01T12:00:00+01:00'));
  connection = await openStateDatabase(join(temporaryFolder(), 'state.db'), clock);
  sent = [];
  failures = [];
});
afterEach(() => connection.close());

/** A channel into the test's own memory: what is tested here is when something is sent. */
function channel(name: string, least: Channel['least']): Channel {
  return {
    name,
    least,
    async send(message) {
      const failure = failures.shift();
      if (failure !== undefined) throw failure;
      sent.push([name, message]);
    },
  };
}

function notifier(quietHours?: QuietHours) {
  const logger = memoryLogger();
  const channels = [channel('all', 'info'), channel('grave', 'critical')];
  return openNotifier({ connection, channels, clock, zone, logger, ...(quietHours && { quietHours }) });
}

const notice = (more: Partial<Notice> = {}): Notice => ({
  key: 'overdue',
  kind: 'overdue',
  severity: 'warning',
  title: '2 assets are out of date',
  text: 'physical/a, physical/b',
  at: clock.now(),
  ...more,
});
const titles = () => sent.map(([name, { title }]) => [name, title]);

describe('a notice', () => {
  it('is told once however often it is reported, by this process or the next, and again where it repeats', async () => {
    expect(await notifier().report(notice())).toBe(true);
    await notifier().deliver(never);
    for (let i = 0; i < 5; i++) {
      await clock.advance(5 * hourMs);
      await notifier().report(notice(), { repeatMs: 24 * hourMs });
      await notifier().deliver(never);
    }
    expect(titles()).toEqual([
      ['all', notice().title],
      ['all', notice().title],
    ]);
  });

  it('is told again where it becomes graver, and not where it becomes less so', async () => {
    const all = notifier();
    for (const severity of ['warning', 'critical', 'warning', 'critical'] as const) {
      await all.report(notice({ severity }));
      await all.deliver(never);
    }
    expect(sent.map(([name, { severity }]) => [name, severity])).toEqual([
      ['all', 'warning'],
      ['all', 'critical'],
      ['grave', 'critical'],
    ]);
  });

  it('that must last is told once it has, counted from its first report', async () => {
    const all = notifier();
    const told: boolean[] = [];
    for (let hour = 0; hour < 5; hour++) {
      told.push(await all.report(notice(), { afterMs: 3 * hourMs }));
      await clock.advance(hourMs);
    }
    expect(told).toEqual([false, false, false, true, false]);
  });

  it('that is over is told so to those who were told of it, and is news when it comes again', async () => {
    const all = notifier();
    await all.report(notice());
    await all.deliver(never);
    expect(await all.resolve('overdue')).toBe(true);
    expect(await all.resolve('overdue')).toBe(false);
    await all.deliver(never);
    expect(titles().at(-1)).toEqual(['all', 'Over: 2 assets are out of date']);
    expect(await all.report(notice())).toBe(true);
  });

  it('that is over before anybody was told is not told at all', async () => {
    const all = notifier();
    await all.report(notice(), { afterMs: hourMs });
    await all.resolve('overdue');
    await all.report(notice());
    await all.resolve('overdue');
    await all.deliver(never);
    expect(sent).toEqual([]);
  });

  it('waits for the end of the quiet hours, with all others in one message, unless it is critical', async () => {
    const all = notifier({ from: 22 * 60, to: 7 * 60 });
    await clock.advance(14 * hourMs);
    await all.report(notice());
    await all.report(notice({ key: 'b', title: 'The meter b is silent' }));
    await all.report(notice({ key: 'c', title: 'A leak', severity: 'critical' }));
    await all.deliver(never);
    expect(titles()).toEqual([
      ['all', 'A leak'],
      ['grave', 'A leak'],
    ]);
    await clock.advance(5 * hourMs - 1);
    await all.deliver(never);
    expect(sent).toHaveLength(2);
    await clock.advance(1);
    await all.deliver(never);
    expect(titles().slice(2)).toEqual([['all', '2 notices: 2 assets are out of date …']]);
    expect(sent[2]?.[1].text).toContain('The meter b is silent');
  });
});

describe('a channel that fails', () => {
  const passing = () => new ChannelError('all', 'status 500', { passing: true });

  it('is tried again with growing pauses, and what became of its notice meanwhile is what is told', async () => {
    const all = notifier();
    failures.push(passing(), passing());
    await all.report(notice());
    const after: number[] = [];
    for (let minute = 0; minute < 5; minute++) {
      const before = failures.length + sent.length * -1;
      await all.deliver(never);
      if (failures.length - sent.length !== before) after.push(minute);
      await clock.advance(60_000);
    }
    expect(after).toEqual([0, 1, 3]);
    expect(titles()).toEqual([['all', notice().title]]);
  });

  it('does not keep the others from it, and is left for good where it says so', async () => {
    const all = notifier();
    failures.push(new ChannelError('all', 'status 404', { passing: false }));
    await all.report(notice({ severity: 'critical' }));
    await all.deliver(never);
    await clock.advance(10 * hourMs);
    await all.deliver(never);
    expect(titles()).toEqual([['grave', notice().title]]);
  });

  it('is given up after three days', async () => {
    const all = notifier();
    failures.push(...Array.from({ length: 200 }, passing));
    await all.report(notice());
    for (let hour = 0; hour < 100; hour++) {
      await all.deliver(never);
      await clock.advance(hourMs);
    }
    const left = failures.length;
    await all.deliver(never);
    expect([left > 0, failures.length]).toEqual([true, left]);
  });
});

it('what was told and is not going on any more falls under retention', async () => {
  const all = notifier();
  await all.report(notice());
  await all.deliver(never);
  const rows = () =>
    ['notice', 'delivery'].map((table) => connection.get<{ n: number }>(`select count(*) as n from ${table}`)?.n);
  expect(rows()).toEqual([1, 1]);
  await stateStoreIn(connection).pruneHistory('unfenced', clock.now() + 1);
  expect(rows()).toEqual([0, 0]);
});
