import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { openBrowser, openContext, photograph, visit } from './open-browser.ts';
import { type ServedHouse, serveHouse } from './serve-house.ts';
import { violations } from './violations.ts';

const asset = 'physical/gas_zahler';

describe.skipIf(findChromium() === undefined)('a state database that is out of reach', () => {
  let house: ServedHouse;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    [house, browser] = await Promise.all([serveHouse(), openBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await house?.stop();
  });
  beforeEach(async () => {
    page = await (await openContext(browser)).newPage();
  });
  afterEach(() => page.context().close());

  const state = () => join(house.folder, 'state');
  const away = () => join(house.folder, 'away');
  const heading = (name: string | RegExp) => page.getByRole('heading', { name }).waitFor();

  test('while it is missing the page says where it was looked for, and comes back by itself', async () => {
    await visit(page, `${house.address}/assets/${asset}`);
    await heading(asset);
    renameSync(state(), away());
    await page.getByRole('link', { name: 'Runs', exact: true }).click();
    await heading('There is no state database');
    await page.getByText(state()).waitFor();
    await photograph(page, 'unavailable-1440-light');
    expect(await violations(page)).toEqual([]);
    renameSync(away(), state());
    await page.getByRole('link', { name: '#2' }).waitFor();
  });

  test('while another program keeps it to itself the page says so, and comes back by itself', async () => {
    await visit(page, `${house.address}/runs`);
    renameSync(state(), away());
    mkdirSync(state());
    const other = new DatabaseSync(join(state(), 'meterworks.db'));
    other.exec('create table t (c)');
    other.exec('begin exclusive');
    await page.getByRole('link', { name: 'Assets', exact: true }).click();
    await heading('The state database cannot be read');
    await page.getByText(/is locked by another process/).waitFor();
    other.exec('rollback');
    other.close();
    renameSync(state(), join(house.folder, 'other'));
    renameSync(away(), state());
    // The first page of the list has it.
    await page.getByRole('link', { name: 'repaired/gas_zahler', exact: true }).waitFor();
    expect(await page.getByText(/is locked/).count()).toBe(0);
  });

  test('while somebody writes at length pages are shown, and what is asked for is refused, not lost', async () => {
    const other = new DatabaseSync(join(state(), 'meterworks.db'));
    try {
      other.exec('begin immediate');
      await visit(page, `${house.address}/assets/${asset}`);
      await heading(asset);
      await page.getByRole('button', { name: 'Materialize…' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('button', { name: 'Show the plan' }).click();
      await dialog.getByText(/is locked by another process/).waitFor();
      other.exec('rollback');
      await dialog.getByRole('button', { name: 'Show the plan' }).click();
      await dialog.getByText('Nothing to do').waitFor();
      expect(await dialog.getByText(/is locked/).count()).toBe(0);
    } finally {
      other.close();
    }
  });
});
