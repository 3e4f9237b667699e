import { describe, expect, test } from 'vitest';
import { calendarCell, weekColumns } from '../../src/calendar/calendar-years.ts';
import { dayOf } from '../../src/format/day-text.ts';
import { findChromium } from './find-chromium.ts';
import { houseInBrowser } from './house-in-browser.ts';
import { visit } from './open-browser.ts';

const asset = 'consumption/eg_strom/daily';

describe.skipIf(findChromium() === undefined)('a backfill', () => {
  const site = houseInBrowser();

  const press = (name: string) => site.page.getByRole('button', { name, exact: true }).click();
  const progress = (name: 'aria-valuenow' | 'aria-valuemax') => site.page.getByRole('progressbar').getAttribute(name);

  /** Drags over the calendar of 2025 from one day to another, month and day counted from 1. */
  async function drag(from: readonly [number, number], to: readonly [number, number]) {
    const year = site.page.getByRole('img', { name: /2025/ });
    const box = await year.boundingBox();
    if (box === null) throw new Error('the calendar of 2025 is not seen');
    const place = ([month, day]: readonly [number, number]) => {
      const { column, row } = calendarCell(dayOf(2025, 0, 1), dayOf(2025, month - 1, day));
      const cell = Math.min(13, box.width / weekColumns);
      return [box.x + (column + 0.4) * cell, box.y + 16 + (row + 0.4) * cell] as const;
    };
    await site.page.mouse.move(...place(from));
    await site.page.mouse.down();
    await site.page.mouse.move(...place(to), { steps: 5 });
    await site.page.mouse.up();
  }

  async function planOf(state: string) {
    await visit(site.page, `${site.house.address}/assets/${asset}`);
    await site.page.getByRole('link', { name: 'Backfill…' }).click();
    await site.page.getByRole('radio', { name: state }).check();
    await drag([3, 10], [4, 18]);
    await site.page.getByText(/^40 partitions to make/).waitFor();
  }

  test('is dragged over the calendar, planned, held back, resumed and followed to its end', async () => {
    await planOf('everything, fresh or not');
    expect(await site.page.getByLabel('From').inputValue()).toBe('2025-03-10');
    expect(await site.page.getByLabel('To').inputValue()).toBe('2025-04-18');
    await site.page.waitForURL(/from=2025-03-10&to=2025-04-18&state=all/);
    const series = site.house.openSeries();
    series.exec('begin immediate'); // so that it can be met at work
    await press('Start the backfill');
    await site.page.getByRole('heading', { name: /^Backfill #/ }).waitFor();
    expect([await progress('aria-valuenow'), await progress('aria-valuemax')]).toEqual(['0', '40']);
    await press('Pause');
    await site.page.getByRole('button', { name: 'Go on' }).waitFor();
    series.exec('rollback');
    series.close();
    await press('Go on');
    await site.page.getByText('40 of 40 partitions').waitFor();
    await site.page.locator('h1 + p').getByText('success').waitFor();
    expect(await site.page.getByRole('button', { name: 'Cancel backfill' }).count()).toBe(0);
  });

  test('is cancelled, and what it did not make stays as it was', async () => {
    await planOf('everything, fresh or not');
    const series = site.house.openSeries();
    series.exec('begin immediate');
    await press('Start the backfill');
    await site.page.getByRole('heading', { name: /^Backfill #/ }).waitFor();
    await press('Cancel backfill');
    await site.page.getByRole('status').getByText('Done.').waitFor();
    series.exec('rollback');
    series.close();
    await site.page.locator('h1 + p').getByText('cancelled').waitFor();
    expect(await site.page.getByRole('button', { name: 'Pause' }).count()).toBe(0);
    await visit(site.page, `${site.house.address}/assets/${asset}`);
    expect(await site.page.getByText(/\d+ (stale|missing|failed)/).count()).toBe(0);
  });
});
