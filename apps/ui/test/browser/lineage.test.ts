import { beforeEach, describe, expect, test } from 'vitest';
import { findChromium } from './find-chromium.ts';
import { houseInBrowser } from './house-in-browser.ts';
import { patience, visit } from './open-browser.ts';

const above = ['readings/eg_strom', 'repaired/eg_strom', 'physical/eg_strom'];

describe.skipIf(findChromium() === undefined)('the lineage', () => {
  const site = houseInBrowser();
  beforeEach(async () => {
    await visit(site.page, `${site.house.address}/lineage`);
    await node('physical/eg_strom').waitFor();
  });

  const graph = () => site.page.getByRole('application', { name: /^Lineage/ });
  const node = (key: string) => site.page.locator(`.react-flow__node[data-id="${key}"]`);
  /** The assets whose nodes are lit, of those that are in the document. */
  const lit = () =>
    site.page
      .locator('.react-flow__node', { has: site.page.locator('.border-accent') })
      .evaluateAll((nodes) => nodes.map((one) => one.getAttribute('data-id') ?? '').sort());

  test('pointing at an asset lights what it is made of and what is made of it, and nothing else', async () => {
    expect(await lit()).toEqual([]);
    await node('physical/eg_strom').hover();
    await expect.poll(lit, { timeout: patience }).toEqual(expect.arrayContaining([...above, 'anomalies/eg_strom']));
    expect(await lit()).not.toContain('physical/og1_strom');
    expect(await lit()).not.toContain('repaired/og1_strom');
    await site.page.mouse.move(5, 5);
    await expect.poll(lit, { timeout: patience }).toEqual([]);
  });

  test('shift-clicks light the path between two assets; it is in the address, and Escape forgets it', async () => {
    await node('readings/eg_strom').click({ modifiers: ['Shift'] });
    await site.page.getByText(/^Path from readings\/eg_strom/).waitFor();
    await node('consumption/eg_strom/daily').click({ modifiers: ['Shift'] });
    await site.page.getByText('readings/eg_strom … consumption/eg_strom/daily: 6 assets').waitFor();
    await site.page.mouse.move(5, 5);
    const path = [...above, 'training/eg_strom', 'profile/eg_strom', 'consumption/eg_strom/daily'].sort();
    await expect.poll(lit, { timeout: patience }).toEqual(path);
    await site.page.reload();
    await expect.poll(lit, { timeout: patience }).toEqual(path);
    await graph().focus();
    await site.page.keyboard.press('Escape');
    await site.page.waitForURL(`${site.house.address}/lineage`);
    await expect.poll(lit, { timeout: patience }).toEqual([]);
  });

  test('by keyboard one goes from asset to asset, and opens one', async () => {
    await node('physical/eg_strom').focus();
    await site.page.keyboard.press('ArrowLeft');
    await expect
      .poll(() => site.page.evaluate(() => document.activeElement?.getAttribute('data-id')), { timeout: patience })
      .toBe('repaired/eg_strom');
    await site.page.keyboard.press('Enter');
    await site.page.getByRole('heading', { level: 1, name: 'repaired/eg_strom' }).waitFor();
  });

  test('zoomed in again nodes stand in the document again', async () => {
    const zoom = (way: string) => site.page.getByRole('button', { name: `Zoom ${way}` }).click();
    const nodes = site.page.locator('.react-flow__node');
    while ((await nodes.count()) > 0) await zoom('out');
    for (let step = 0; step < 4; step++) await zoom('in');
    await node('physical/eg_strom').waitFor();
    expect(await nodes.count()).toBeGreaterThan(20);
  });

  test('zoomed out one canvas stands for all nodes, and a click on it opens what lies there', async () => {
    const zoomOut = site.page.getByRole('button', { name: 'Zoom out' });
    while ((await site.page.locator('.react-flow__node').count()) > 0) await zoomOut.click();
    await site.page.locator('[role=application] canvas').waitFor();
    const box = await graph().boundingBox();
    const stopped = await site.page.locator('.react-flow__viewport').evaluate((one) => getComputedStyle(one).transform);
    const [zoom = 1, , , , x = 0, y = 0] = stopped.slice('matrix('.length, -1).split(',').map(Number);
    // The first node of the graph lies at its origin.
    await site.page.mouse.click((box?.x ?? 0) + x + 20 * zoom, (box?.y ?? 0) + y + 20 * zoom);
    await site.page.getByRole('heading', { level: 1, name: /^readings\// }).waitFor();
    expect(site.page.url()).toMatch(/\/assets\/readings\//);
  });
});
