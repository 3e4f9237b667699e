import { mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { houseInBrowser } from './house-in-browser.ts';
import { photograph, visit } from './open-browser.ts';
import { violations } from './violations.ts';

const asset = 'physical/gas_zahler';

describe.skipIf(findChromium() === undefined)('a state database that is out of reach', () => {
  const site = houseInBrowser();

  const state = () => join(site.house.folder, 'state');
  const away = () => join(site.house.folder, 'away');
  const heading = (name: string | RegExp) => site.page.getByRole('heading', { name }).waitFor();

  test('while it is missing the page says where it was looked for, and comes back by itself', async () => {
    await visit(site.page, `${site.house.address}/assets/${asset}`);
    await heading(asset);
    renameSync(state(), away());
    await site.page.getByRole('link', { name: 'Runs', exact: true }).click();
    await heading('There is no state database');
    await site.page.getByText(state()).waitFor();
    await photograph(site.page, 'unavailable-1440-light');
    expect(await violations(site.page)).toEqual([]);
    renameSync(away(), state());
    await site.page.getByRole('link', { name: '#2' }).waitFor();
  });

  test('while another program keeps it to itself the page says so, and comes back by itself', async () => {
    await visit(site.page, `${site.house.address}/runs`);
    renameSync(state(), away());
    mkdirSync(state());
    const other = new DatabaseSync(join(state(), 'meterworks.db'));
    other.exec('create table t (c)');
    other.exec('begin exclusive');
    await site.page.getByRole('link', { name: 'Assets', exact: true }).click();
    await heading('The state database cannot be read');
    await site.page.getByText(/is locked by another process/).waitFor();
    other.exec('rollback');
    other.close();
    renameSync(state(), join(site.house.folder, 'other'));
    renameSync(away(), state());
    // The first page of the list has it.
    await site.page.getByRole('link', { name: 'repaired/gas_zahler', exact: true }).waitFor();
    expect(await site.page.getByText(/is locked/).count()).toBe(0);
  });

  test('while somebody writes at length pages are shown, and what is asked for is refused, not lost', async () => {
    const other = new DatabaseSync(join(state(), 'meterworks.db'));
    try {
      other.exec('begin immediate');
      await visit(site.page, `${site.house.address}/assets/${asset}`);
      await heading(asset);
      await site.page.getByRole('button', { name: 'Materialize…' }).click();
      const dialog = site.page.getByRole('dialog');
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
