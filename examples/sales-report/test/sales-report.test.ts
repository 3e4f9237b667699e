import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { madeSpans, openWorkshop } from '@meterworks/runtime/testing';
import { afterEach, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { salesAssets } from '../src/index.ts';

const here = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sales-'));
  cpSync(here('data'), folder, { recursive: true });
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const write = (name: string, ...lines: string[]): void => writeFileSync(join(folder, name), `${lines.join('\n')}\n`);

async function opened() {
  const graph = salesAssets({ orders: join(folder, 'orders'), prices: join(folder, 'prices') });
  const workshop = await openWorkshop({ now: '2024-04-10T06:00:00Z', ...graph });
  onTestFinished(() => workshop.close());
  await workshop.materialize();
  return { ...graph, workshop };
}

describe('the sales report', () => {
  it('has the same total by day, by month and by article', async () => {
    const { workshop, sales, months, articles } = await opened();
    const total = (parts: Iterable<{ revenue: number }>): number =>
      [...parts].reduce((sum, { revenue }) => sum + revenue, 0);
    const byDay = total(Object.values(await workshop.values(sales)));
    expect(byDay).toBeGreaterThan(0);
    expect(total(Object.values(await workshop.values(months)))).toBe(byDay);
    expect(total((await workshop.values(articles))['-'] ?? [])).toBe(byDay);
  });

  it('takes the prices of the last list up to the day', async () => {
    const { workshop, sales } = await opened();
    const days = await workshop.values(sales);
    expect(days['2024-03-02']?.articles).toContainEqual({ article: 'bread', quantity: 12, revenue: 12 * 390 });
    expect(days['2024-03-05']?.articles).toContainEqual({ article: 'bread', quantity: 7, revenue: 7 * 410 });
  });

  it('makes the days that a list between two others changes, up to the first that it leaves as it was', async () => {
    const { workshop } = await opened();
    write('prices/2024-03-02.csv', 'article,price', 'bread,5.00', 'rolls,0.55', 'cake,18.50');
    expect(madeSpans(await workshop.materialize())).toEqual({
      'prices/valid': '2024-03-02…2024-03-04',
      'sales/daily': '2024-03-02…2024-03-03',
      'report/monthly': '2024-03',
      'report/articles': '-',
    });
  });

  it('reports an order that is too large to be true, and goes on', async () => {
    const { workshop, months } = await opened();
    write('orders/2024-04-03.csv', 'order,article,quantity', '120,coffee,1600');
    const run = await workshop.materialize();
    expect(run.findings).toMatchObject([
      { asset: 'sales/daily', partition: '2024-04-03', severity: 'warning', message: '1600 of coffee were ordered' },
    ]);
    expect(run.status).toBe('success');
    expect((await workshop.values(months))['2024-04']?.revenue).toBeGreaterThan(1600);
  });

  it('leaves the month fresh when articles of a day change and its total does not', async () => {
    const { workshop, months } = await opened();
    write('orders/2024-04-03.csv', 'order,article,quantity', '120,coffee,16', '121,cake,2');
    expect(madeSpans(await workshop.materialize())).toEqual({ 'sales/daily': '2024-04-03' });
    expect(await workshop.status(months)).toMatchObject({ fresh: 3, stale: 0 });
  });

  it('names the order that has no price, keeps the reports back and goes on once it is mended', async () => {
    const { workshop, sales } = await opened();
    write('orders/2024-04-04.csv', 'order,article,quantity', '122,pizza,1');
    expect(await workshop.materialize()).toMatchObject({ status: 'failed', failed: 1, blocked: 2 });
    expect((await workshop.explain(sales, '2024-04-04')).failure).toBe(
      'order 122 is for pizza, which has no price on 2024-04-04',
    );
    write('orders/2024-04-04.csv', 'order,article,quantity', '122,bread,1');
    expect(await workshop.materialize()).toMatchObject({ status: 'success', failed: 0 });
    expect((await workshop.values(sales))['2024-04-04']?.revenue).toBe(410);
  });

  it('is printed by the script, which finds nothing to do the second time', async () => {
    const run = () =>
      promisify(execFile)(process.execPath, [here('src/main.ts'), '--data', folder, '--state', join(folder, 'state')]);
    const first = await run();
    expect(first.stderr).toContain('made sales/daily 2024-02-28…2024-04-03');
    expect(first.stdout).toMatch(/^2024-03 +4 +11 +365\.70/m);
    const second = await run();
    expect(second.stderr).toBe('nothing to do\n');
    expect(second.stdout).toBe(first.stdout);
  });
});
